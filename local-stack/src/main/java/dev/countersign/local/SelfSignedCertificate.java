package dev.countersign.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.countersign.embedded.Secrets;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** A certificate that the stack makes for itself, by the JDK's keytool, and keeps while it fits. */
final class SelfSignedCertificate {

    private static final Duration LEFT_AT_LEAST = Duration.ofDays(30);
    private static final String ALIAS = "countersign";
    private static final String PASSWORD = "COUNTERSIGN_KEYTOOL_PASSWORD";

    private SelfSignedCertificate() {}

    /** For this host, {@code localhost} and {@code 127.0.0.1}, where the services are called. */
    static TlsFiles in(Path folder, String host) throws IOException, GeneralSecurityException {
        TlsFiles files =
                TlsFiles.at(folder.resolve("certificate.pem"), folder.resolve("key.pem"), folder);
        if (!fits(files, host)) {
            make(files, folder.resolve("made.p12"), host);
        }
        return files;
    }

    private static boolean fits(TlsFiles files, String host)
            throws IOException, GeneralSecurityException {
        if (!Files.exists(files.chain()) || !Files.exists(files.key())) {
            return false;
        }
        try (InputStream in = Files.newInputStream(files.chain())) {
            X509Certificate kept =
                    (X509Certificate)
                            CertificateFactory.getInstance("X.509").generateCertificate(in);
            return kept.getNotAfter().toInstant().isAfter(Instant.now().plus(LEFT_AT_LEAST))
                    && Optional.ofNullable(kept.getSubjectAlternativeNames()).stream()
                            .flatMap(names -> names.stream())
                            .anyMatch(name -> host.equals(name.get(1)));
        }
    }

    private static void make(TlsFiles files, Path store, String host)
            throws IOException, GeneralSecurityException {
        String password = Secrets.password();
        Files.deleteIfExists(store);
        try {
            keytool(store, host, password);
            KeyStore made = KeyStore.getInstance("PKCS12");
            try (InputStream in = Files.newInputStream(store)) {
                made.load(in, password.toCharArray());
            }
            Key key = made.getKey(ALIAS, password.toCharArray());
            Secrets.write(files.key(), pem("PRIVATE KEY", key.getEncoded()));
            Files.writeString(
                    files.chain(), pem("CERTIFICATE", made.getCertificate(ALIAS).getEncoded()));
        } finally {
            Files.deleteIfExists(store);
        }
    }

    private static void keytool(Path store, String host, String password) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-genkeypair",
                                "-alias",
                                ALIAS,
                                "-keyalg",
                                "EC",
                                "-groupname",
                                "secp256r1",
                                "-validity",
                                "397",
                                "-dname",
                                "CN=" + host,
                                "-ext",
                                "SAN=" + String.join(",", names(host)),
                                "-ext",
                                "EKU=serverAuth",
                                "-storetype",
                                "PKCS12",
                                "-storepass:env",
                                PASSWORD,
                                "-keystore",
                                store.toString())
                        .redirectErrorStream(true);
        builder.environment().put(PASSWORD, password);
        Process keytool = builder.start();
        String said = new String(keytool.getInputStream().readAllBytes(), UTF_8);
        try {
            if (keytool.waitFor() != 0) {
                throw new IOException("keytool: " + said.strip());
            }
        } catch (InterruptedException e) {
            keytool.destroy();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static List<String> names(String host) {
        return host.equals("localhost") || host.equals("127.0.0.1")
                ? List.of("dns:localhost", "ip:127.0.0.1")
                : List.of("dns:" + host, "dns:localhost", "ip:127.0.0.1");
    }

    private static String pem(String kind, byte[] der) {
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(kind, lines);
    }
}

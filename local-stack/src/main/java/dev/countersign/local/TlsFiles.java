package dev.countersign.local;

import dev.countersign.local.PublicName.Certificate.Given;
import dev.countersign.local.PublicName.Certificate.SelfSigned;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.List;

/**
 * The certificate by which a stack is reached.
 *
 * @param chain PEM
 * @param key PEM, PKCS#8
 * @param trust a trust store, PKCS#12, for those who call the stack: its own processes, too
 */
record TlsFiles(Path chain, Path key, Path trust) {

    /** Of the trust store, which holds no secret; the JDK wants one. */
    static final String TRUST_PASSWORD = "changeit";

    /**
     * Finds or makes them.
     *
     * @param folder the stack's own
     */
    static TlsFiles of(PublicName.Certificate certificate, String host, Path folder) {
        try {
            Files.createDirectories(folder);
            TlsFiles files =
                    switch (certificate) {
                        case SelfSigned() -> SelfSignedCertificate.in(folder, host);
                        case Given(var chain, var key) -> at(chain, key, folder);
                    };
            files.writeTrust();
            return files;
        } catch (IOException | GeneralSecurityException e) {
            throw new LocalStackFailure("the certificate: " + e.getMessage(), e);
        }
    }

    static TlsFiles at(Path chain, Path key, Path folder) {
        return new TlsFiles(chain, key, folder.resolve("trust.p12"));
    }

    /** So that a JVM trusts the stack, and nobody else. */
    List<String> jvmOptions() {
        return List.of(
                "-Djavax.net.ssl.trustStore=" + trust,
                "-Djavax.net.ssl.trustStoreType=PKCS12",
                "-Djavax.net.ssl.trustStorePassword=" + TRUST_PASSWORD);
    }

    private void writeTrust() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        int number = 0;
        for (Certificate certificate : certificates()) {
            store.setCertificateEntry("countersign-" + number++, certificate);
        }
        if (number == 0) {
            throw new IOException(chain + " holds no certificate");
        }
        try (OutputStream out = Files.newOutputStream(trust)) {
            store.store(out, TRUST_PASSWORD.toCharArray());
        }
    }

    private Collection<? extends Certificate> certificates()
            throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(chain)) {
            return CertificateFactory.getInstance("X.509").generateCertificates(in);
        }
    }
}

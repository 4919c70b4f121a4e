package dev.countersign.web.outgoing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Whom outgoing calls trust: the authorities of the platform, and those of a file. */
final class Trust {

    private Trust() {}

    /**
     * @throws IllegalStateException if the file has no certificates
     */
    static TrustManager of(Optional<Path> file) {
        try {
            TrustManagerFactory platform = factory(null);
            if (file.isEmpty()) {
                return platform.getTrustManagers()[0];
            }
            List<Certificate> trusted = new ArrayList<>(authorities(platform));
            trusted.addAll(read(file.get()));
            return factory(store(trusted)).getTrustManagers()[0];
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(
                    "countersign.outgoing.trusted-certificates: no certificates in PEM form", e);
        }
    }

    private static List<X509Certificate> authorities(TrustManagerFactory platform) {
        return platform.getTrustManagers()[0] instanceof X509TrustManager trust
                ? List.of(trust.getAcceptedIssuers())
                : List.of();
    }

    private static List<Certificate> read(Path file) throws GeneralSecurityException, IOException {
        try (InputStream pem = Files.newInputStream(file)) {
            List<Certificate> certificates =
                    List.copyOf(CertificateFactory.getInstance("X.509").generateCertificates(pem));
            if (certificates.isEmpty()) {
                throw new GeneralSecurityException("an empty file");
            }
            return certificates;
        }
    }

    private static KeyStore store(List<Certificate> certificates)
            throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        for (int i = 0; i < certificates.size(); i++) {
            store.setCertificateEntry("authority-" + i, certificates.get(i));
        }
        return store;
    }

    /** With null the platform's own store. */
    private static TrustManagerFactory factory(@Nullable KeyStore store)
            throws GeneralSecurityException {
        TrustManagerFactory factory =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory;
    }
}

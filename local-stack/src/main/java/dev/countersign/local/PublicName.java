package dev.countersign.local;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * By which name a stack is reached, and by which certificate: over plain HTTP where there is none,
 * which is for the loopback alone.
 *
 * @param host as in a URL
 */
public record PublicName(String host, Optional<Certificate> certificate) {

    private static final Pattern HOST =
            Pattern.compile("[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*");

    static final PublicName LOCALHOST = new PublicName("localhost", Optional.empty());

    /** Where a certificate comes from. */
    sealed interface Certificate {

        /** Made by the stack and trusted by nobody else. */
        record SelfSigned() implements Certificate {}

        /** As PEM: the certificate and those that it was signed by, and its key (PKCS#8). */
        record Given(Path chain, Path key) implements Certificate {}
    }

    public PublicName {
        host = host.toLowerCase(Locale.ROOT);
        if (!HOST.matcher(host).matches()) {
            throw new LocalStackFailure("--host needs a name like id.example, not " + host);
        }
        if (certificate.isEmpty() && !host.equals("localhost") && !host.equals("127.0.0.1")) {
            throw new LocalStackFailure(
                    "--host %s needs --tls: plain HTTP is for the loopback".formatted(host));
        }
    }

    /** The one origin that all of it is reached by. */
    String issuer(int port) {
        return (certificate.isPresent() ? "https://" : "http://") + host + ":" + port;
    }
}

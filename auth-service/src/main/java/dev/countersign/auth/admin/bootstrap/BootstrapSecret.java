package dev.countersign.auth.admin.bootstrap;

import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.protocol.secret.Sha256;
import dev.countersign.web.request.BearerToken;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * The secret of {@code countersign.bootstrap-secret-file}. Without that setting nobody is made an
 * administrator in this way; it belongs away once somebody is one.
 */
@Singleton
final class BootstrapSecret {

    private static final Logger LOG = Logger.getLogger(BootstrapSecret.class);
    private static final String KEY = "countersign.bootstrap-secret-file";
    private static final int SHORTEST = 32;

    private final Optional<byte[]> hash;

    /**
     * A file with a secret of at least 32 characters, by which whoever has it makes the first
     * administrator; to be taken away once there is one.
     */
    BootstrapSecret(@ConfigProperty(name = KEY) Optional<Path> file) {
        this.hash = file.map(BootstrapSecret::read).map(Sha256::of);
    }

    /** At the start, so that a wrong setting stops it. */
    void warn(@Observes StartupEvent start) {
        if (hash.isPresent()) {
            LOG.warnf("%s is set: take it away once there is an administrator.", KEY);
        }
    }

    /**
     * @throws OAuthException {@code PATH} without the setting: then there is nothing to ask for
     */
    void mustBeSet() {
        if (hash.isEmpty()) {
            throw new OAuthException(Refusal.PATH);
        }
    }

    /**
     * In constant time.
     *
     * @throws OAuthException {@code BOOTSTRAP_SECRET_WRONG}
     */
    void check(BearerToken presented) {
        mustBeSet();
        if (!MessageDigest.isEqual(hash.orElseThrow(), Sha256.of(presented.value()))) {
            throw new OAuthException(Refusal.BOOTSTRAP_SECRET_WRONG);
        }
    }

    private static String read(Path file) {
        try {
            String secret = Files.readString(file).strip();
            if (secret.length() < SHORTEST) {
                throw new IllegalStateException(
                        "%s: the secret in %s is shorter than %d characters"
                                .formatted(KEY, file, SHORTEST));
            }
            return secret;
        } catch (IOException e) {
            throw new IllegalStateException(KEY + ": " + file + " cannot be read", e);
        }
    }

    @Override
    public String toString() {
        return "[redacted]";
    }
}

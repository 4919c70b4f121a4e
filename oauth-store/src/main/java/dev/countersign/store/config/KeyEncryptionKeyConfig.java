package dev.countersign.store.config;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;

/** Where the keys are that seal the signing keys at rest. */
@ConfigMapping(prefix = "countersign.key-encryption-key")
public interface KeyEncryptionKeyConfig {

    /** A file of one key a line, {@code <id 0..255>:<base64 of 32 bytes>}; the first is current. */
    Path file();
}

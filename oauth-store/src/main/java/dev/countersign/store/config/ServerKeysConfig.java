package dev.countersign.store.config;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;

/** Where the server keys are: they tag refresh tokens and hash client secrets. */
@ConfigMapping(prefix = "countersign.server-keys")
public interface ServerKeysConfig {

    /** A file of one key a line, {@code <id 0..255>:<base64 of 32 bytes>}; the first is current. */
    Path file();
}

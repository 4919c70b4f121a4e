package dev.countersign.web.page;

import dev.countersign.protocol.secret.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;

/** The addresses of what pages load. They change with the content, so browsers may keep it. */
final class Assets {

    static final String STYLE = versioned("/assets/countersign.css");

    private Assets() {}

    private static String versioned(String path) {
        try (InputStream content =
                Objects.requireNonNull(
                        Assets.class.getResourceAsStream("/META-INF/resources" + path), path)) {
            String text = new String(content.readAllBytes(), StandardCharsets.UTF_8);
            String hash = Base64.getUrlEncoder().withoutPadding().encodeToString(Sha256.of(text));
            return path + "?v=" + hash.substring(0, 12);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

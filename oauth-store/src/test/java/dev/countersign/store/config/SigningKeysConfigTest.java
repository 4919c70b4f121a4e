package dev.countersign.store.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.jose.KeyRotation;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class SigningKeysConfigTest {

    @Test
    void eachSettingIsDocumentedWithItsDefault() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "administration.md"));
        String prefix = SigningKeysConfig.class.getAnnotation(ConfigMapping.class).prefix();

        for (Method setting : SigningKeysConfig.class.getDeclaredMethods()) {
            assertThat(page)
                    .contains(
                            "| `"
                                    + prefix
                                    + "."
                                    + setting.getName()
                                            .replaceAll("([A-Z])", "-$1")
                                            .toLowerCase(Locale.ROOT)
                                    + "` | `"
                                    + setting.getAnnotation(WithDefault.class).value()
                                    + "` |");
        }
    }

    /** Contract, section 4. */
    @Test
    void byDefaultAKeySigns90DaysAndIsPublishedADayBefore() {
        assertThat(new KeyRotation(value("lifetime"), value("publishedAhead"), value("kept")))
                .isEqualTo(
                        new KeyRotation(
                                Duration.ofDays(90), Duration.ofDays(1), Duration.ofDays(400)));
    }

    private static Duration value(String setting) {
        try {
            return Duration.parse(
                    SigningKeysConfig.class
                            .getMethod(setting)
                            .getAnnotation(WithDefault.class)
                            .value());
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }
}

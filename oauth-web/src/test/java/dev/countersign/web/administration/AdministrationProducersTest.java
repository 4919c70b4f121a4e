package dev.countersign.web.administration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.clients.AdminAddress;
import dev.countersign.protocol.Issuer;
import io.smallrye.config.ConfigMapping;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The setting {@code countersign.administration.origin}. */
class AdministrationProducersTest {

    private static final Issuer ISSUER = new Issuer("https://id.example");

    private static AdminAddress address(Optional<URI> origin) {
        return new AdministrationProducers().address(ISSUER, () -> origin);
    }

    @Test
    void withoutItAdministrationIsBelowTheIssuer() {
        assertThat(address(Optional.empty())).isEqualTo(AdminAddress.below(ISSUER));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://admin.example", "https://admin:8443", "http://127.0.0.1:9"})
    void itIsAnOrigin(String origin) {
        assertThat(address(Optional.of(URI.create(origin))).at("/admin"))
                .isEqualTo(origin + "/admin");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://admin.example",
                "https://admin.example/",
                "https://admin.example/admin",
                "https://admin.example?x",
                "https://admin.example#x",
                "https://user@admin.example",
                "https://ADMIN.example",
                "https://admin.example:443",
                "https://id.example:8443",
                "ftp://admin.example",
                "admin.example",
                "https:admin.example",
                ""
            })
    void anythingElseStopsTheStartAndIsNamed(String absurd) {
        assertThatThrownBy(() -> address(Optional.of(URI.create(absurd))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("countersign.administration.origin: not ");
    }

    @Test
    void itIsDocumented() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "administration.md"));
        String prefix = AdministrationConfig.class.getAnnotation(ConfigMapping.class).prefix();

        for (Method setting : AdministrationConfig.class.getDeclaredMethods()) {
            assertThat(page).contains("`" + prefix + "." + setting.getName() + "`");
        }
    }
}

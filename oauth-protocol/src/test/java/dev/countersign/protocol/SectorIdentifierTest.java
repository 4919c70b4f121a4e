package dev.countersign.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** OpenID Connect Core 1.0 §8.1. */
class SectorIdentifierTest {

    private static List<RedirectUri> uris(String... uris) {
        return Stream.of(uris).map(RedirectUri::new).toList();
    }

    @Test
    void itIsTheHostThatAllRedirectUrisHave() {
        assertThat(
                        SectorIdentifier.of(
                                uris("https://App.example/a", "https://app.example:8443/b?c=d")))
                .hasValue(new SectorIdentifier("app.example"));
    }

    /** With several hosts a sector_identifier_uri must be registered. */
    @Test
    void ofSeveralHostsItIsNone() {
        assertThat(SectorIdentifier.of(uris("https://app.example/", "https://b.app.example/")))
                .isEmpty();
        assertThat(SectorIdentifier.of(List.of())).isEmpty();
    }

    /** These are not one owner's alone: a sector of them would be everybody's. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1/callback",
                "http://localhost:8001/callback",
                "https://localhost/callback",
                "https://LOCALHOST/callback",
                "https://app.localhost/callback",
                "https://127.0.0.2/callback",
                "http://[::1]/callback",
                "com.example.app:/callback",
                "com.example.app://app.example/callback"
            })
    void whatIsNoAddressOnTheWebIsOfNoSector(String uri) {
        assertThat(SectorIdentifier.of(uris(uri))).isEmpty();
        assertThat(SectorIdentifier.of(uris("https://app.example/", uri))).isEmpty();
    }

    @Test
    void itIsTheHostOfTheUriThatIsRegistered() {
        assertThat(SectorIdentifier.of(new FetchedUri("https://Sector.example/uris.json")))
                .isEqualTo(new SectorIdentifier("sector.example"));
    }
}

package dev.countersign.auth.admin.applications;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.protocol.FetchedUri;
import dev.countersign.protocol.RedirectUri;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** OpenID Connect Dynamic Client Registration 1.0 §5. */
class SectorClaimTest {

    private final SectorClaim claim =
            new SectorClaim(
                    new FetchedUri("https://sector.example/uris.json"),
                    Set.of(
                            new RedirectUri("https://a.example/cb"),
                            new RedirectUri("http://127.0.0.1/cb")));

    @Test
    void whatIsPublishedListsEachOfTheRedirectUris() {
        assertThat(
                        claim.wrong(
                                """
                                ["https://b.example/cb", "http://127.0.0.1/cb",
                                 "https://a.example/cb", 7, null]
                                """))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "[\"https://a.example/cb\"]",
                "[\"https://a.example/cb\", \"http://127.0.0.1/cb/\"]",
                "[[\"https://a.example/cb\", \"http://127.0.0.1/cb\"]]",
                "{\"https://a.example/cb\": \"http://127.0.0.1/cb\"}",
                "\"https://a.example/cb http://127.0.0.1/cb\"",
                "null",
                "",
                "<html>"
            })
    void anythingElseVouchesForNothing(String published) {
        assertThat(claim.wrong(published)).isPresent();
    }
}

package dev.countersign.resourceserver.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 9728 §3.1. */
class ResourceIdentifierTest {

    @ParameterizedTest
    @CsvSource({
        "https://api.example, https://api.example/.well-known/oauth-protected-resource",
        "https://api.example/, https://api.example/.well-known/oauth-protected-resource",
        "https://api.example:8/a/b, https://api.example:8/.well-known/oauth-protected-resource/a/b",
        "https://api.example/a?b=c, https://api.example/.well-known/oauth-protected-resource/a?b=c",
    })
    void theMetadataStandsBetweenHostAndPath(String identifier, String metadata) {
        assertThat(new ResourceIdentifier(identifier).metadata().orElseThrow())
                .hasToString(metadata);
    }

    @Test
    void anIdentifierThatIsNoAddressHasNone() {
        assertThat(new ResourceIdentifier("urn:example:api").metadata()).isEmpty();
    }
}

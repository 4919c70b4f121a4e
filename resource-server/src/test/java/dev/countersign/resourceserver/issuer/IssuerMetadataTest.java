package dev.countersign.resourceserver.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import org.junit.jupiter.api.Test;

class IssuerMetadataTest {

    @Test
    void aDocumentOfAnotherIssuerIsRefused() {
        Throwable thrown =
                catchThrowable(
                        () ->
                                IssuerMetadata.read(
                                        "{\"issuer\":\"https://b\",\"jwks_uri\":\"https://b/k\"}",
                                        "https://a"));

        assertThat(thrown).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anHttpsIssuerCanNotLeadToPlainHttp() {
        Throwable thrown =
                catchThrowable(
                        () ->
                                IssuerMetadata.read(
                                        "{\"issuer\":\"https://a\",\"jwks_uri\":\"http://a/k\"}",
                                        "https://a"));

        assertThat(thrown).hasMessageContaining("jwks_uri");
    }
}

package dev.countersign.auth.authorize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.jose.ClientClaims;
import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.Issuer;
import dev.countersign.protocol.error.OAuthException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** RFC 9101 §4, §6.3; OpenID Connect Core 1.0 §6.1. */
class RequestObjectTest {

    private static final Issuer ISSUER = new Issuer("https://id.example");
    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
    private static final long SECOND = NOW.getEpochSecond();

    private static SortedMap<String, String> parameters(Map<String, Object> changes) {
        Map<String, Object> claims = new HashMap<>(Map.of("client_id", "web-app"));
        claims.putAll(changes);
        return RequestObject.parameters(
                        new ClientClaims(claims), new ClientId("web-app"), ISSUER, NOW)
                .texts();
    }

    /** OpenID Connect Core 1.0 §6.1. */
    @Test
    void numbersBooleansAndObjectsAreTheirJsonText() {
        assertThat(
                        parameters(
                                Map.of(
                                        "max_age",
                                        60L,
                                        "odd",
                                        true,
                                        "state",
                                        "a state",
                                        "claims",
                                        Map.of("userinfo", Map.of()))))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(
                                "client_id", "web-app",
                                "max_age", "60",
                                "odd", "true",
                                "state", "a state",
                                "claims", "{\"userinfo\":{}}"));
    }

    /** RFC 9101 §4. */
    @Test
    void whatIsOfTheJwtIsNoParameter() {
        assertThat(
                        parameters(
                                Map.of(
                                        "iss",
                                        "web-app",
                                        "sub",
                                        "somebody",
                                        "aud",
                                        List.of("https://other.example", ISSUER.value()),
                                        "exp",
                                        SECOND + 1,
                                        "nbf",
                                        SECOND,
                                        "iat",
                                        SECOND,
                                        "jti",
                                        "one")))
                .containsOnlyKeys("client_id");
        assertThat(parameters(Map.of("aud", ISSUER.value()))).containsOnlyKeys("client_id");
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                Arguments.of("client_id", "other-app"),
                Arguments.of("client_id", 1L),
                Arguments.of("iss", "other-app"),
                Arguments.of("iss", List.of("web-app")),
                Arguments.of("sub", "web-app"),
                Arguments.of("aud", "https://other.example"),
                Arguments.of("aud", "https://id.example/"),
                Arguments.of("aud", List.of()),
                Arguments.of("aud", 1L),
                Arguments.of("exp", SECOND),
                Arguments.of("exp", "never"),
                Arguments.of("nbf", SECOND + 31),
                Arguments.of("request", "e30.e30.e30"),
                Arguments.of("request_uri", "https://web.example/request"));
    }

    /** RFC 9101 §4, §6.3, §10.8. */
    @ParameterizedTest
    @MethodSource("wrong")
    void whatIsOfAnotherClientForAnotherServerOfAnotherTimeOrNestedIsRefused(
            String claim, Object value) {
        assertThatThrownBy(() -> parameters(Map.of(claim, value)))
                .hasMessage("REQUEST_OBJECT_CLAIMS")
                .isInstanceOfSatisfying(
                        OAuthException.class, it -> assertThat(it.detail()).hasValue(claim));
    }

    /** RFC 9101 §5; so an assertion by which a client authenticates is no request. */
    @Test
    void anObjectThatNamesNoClientIsNoRequest() {
        assertThatThrownBy(
                        () ->
                                RequestObject.parameters(
                                        new ClientClaims(Map.of("iss", "web-app")),
                                        new ClientId("web-app"),
                                        ISSUER,
                                        NOW))
                .hasMessage("REQUEST_OBJECT_CLAIMS");
    }
}

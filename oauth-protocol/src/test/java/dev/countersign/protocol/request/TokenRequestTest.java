package dev.countersign.protocol.request;

import static dev.countersign.protocol.request.ParametersTest.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.protocol.Family;
import dev.countersign.protocol.GrantId;
import dev.countersign.protocol.GrantType;
import dev.countersign.protocol.Scopes;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.protocol.pkce.DialectVerifier;
import dev.countersign.protocol.request.TokenRequest.AuthorizationCodeRequest;
import dev.countersign.protocol.request.TokenRequest.ClientCredentialsRequest;
import dev.countersign.protocol.request.TokenRequest.RefreshRequest;
import dev.countersign.protocol.token.RefreshToken;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TokenRequestTest {

    private static TokenRequest parse(String... namesAndValues) {
        return TokenRequest.parse(parameters(namesAndValues));
    }

    private static Parameters parameters(String... namesAndValues) {
        Map<String, List<String>> values = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            values.put(namesAndValues[i], List.of(namesAndValues[i + 1]));
        }
        return new Parameters(values);
    }

    /** RFC 6749 §4.1.3. */
    @Test
    void anAuthorizationCodeRequest() {
        String verifier = "a".repeat(43);
        TokenRequest request =
                parse(
                        "grant_type", "authorization_code",
                        "code", "whatever",
                        "redirect_uri", "http://127.0.0.1/callback",
                        "code_verifier", verifier);
        assertThat(request)
                .isInstanceOfSatisfying(
                        AuthorizationCodeRequest.class,
                        it -> {
                            assertThat(it.code()).isEqualTo("whatever");
                            assertThat(it.redirectUri()).contains("http://127.0.0.1/callback");
                            assertThat(it.verifier().orElseThrow().value()).isEqualTo(verifier);
                        });
        assertThat(request.toString()).doesNotContain("whatever", verifier);
    }

    /** RFC 6749 §6. */
    @Test
    void aRefreshRequest() {
        RefreshToken token =
                RefreshToken.of(
                        RefreshToken.signedPart(
                                1,
                                GrantId.endingAt(Instant.now()),
                                0,
                                new byte[RefreshToken.SECRET_BYTES]),
                        new byte[RefreshToken.TAG_BYTES]);
        TokenRequest request =
                parse("grant_type", "refresh_token", "refresh_token", token.text(), "scope", "a b");
        assertThat(request)
                .isInstanceOfSatisfying(
                        RefreshRequest.class,
                        it -> {
                            assertThat(it.refreshToken().text()).isEqualTo(token.text());
                            assertThat(it.scope()).contains(Scopes.parse("a b"));
                        });
        assertThat(request.toString()).doesNotContain(token.text());
    }

    /** RFC 6749 §4.4.2. */
    @Test
    void aClientCredentialsRequest() {
        assertThat(parse("grant_type", "client_credentials"))
                .isEqualTo(new ClientCredentialsRequest(Optional.empty()));
    }

    @Test
    void whatIsMissingMalformedOrUnsupportedIsRefused() {
        assertRefused(TokenRequestTest::parse, Refusal.PARAMETER_MISSING);
        assertRefused(() -> parse("grant_type", "password"), Refusal.GRANT_TYPE_UNSUPPORTED);
        assertRefused(
                () -> parse("grant_type", "Authorization_Code"), Refusal.GRANT_TYPE_UNSUPPORTED);
        assertRefused(() -> parse("grant_type", "authorization_code"), Refusal.PARAMETER_MISSING);
        assertRefused(() -> parse("grant_type", "refresh_token"), Refusal.PARAMETER_MISSING);
        assertRefused(
                () ->
                        parse(
                                "grant_type",
                                "authorization_code",
                                "code",
                                "x",
                                "code_verifier",
                                "short"),
                Refusal.PARAMETER_MALFORMED);
        assertRefused(
                () -> parse("grant_type", "refresh_token", "refresh_token", "csrt_rubbish"),
                Refusal.REFRESH_TOKEN_MALFORMED);
        assertRefused(
                () -> parse("grant_type", "client_credentials", "scope", "a\"b"),
                Refusal.SCOPE_MALFORMED);
    }

    @Test
    void anyRepeatedParameterIsRefused() {
        assertRefused(
                () ->
                        TokenRequest.parse(
                                new Parameters(
                                        Map.of(
                                                "grant_type", List.of("client_credentials"),
                                                "unknown", List.of("a", "b")))),
                Refusal.PARAMETER_REPEATED);
    }

    /** Contract, section 6. */
    @Test
    void theDialectSaysTheSameInOtherWords() {
        assertThat(dialect("grant_types", "authorization_code", "code", "c", "code_verifier", "1"))
                .isEqualTo(
                        new AuthorizationCodeRequest(
                                Family.DIALECT,
                                "c",
                                Optional.empty(),
                                Optional.of(new DialectVerifier("1"))));
        assertThat(dialect("grantType", "authorization_code", "code", "c").grantType())
                .isEqualTo(GrantType.AUTHORIZATION_CODE);
        assertThat(parse("grant_type", "authorization_code", "code", "c"))
                .isEqualTo(
                        new AuthorizationCodeRequest(
                                Family.OAUTH, "c", Optional.empty(), Optional.empty()));
    }

    @Test
    void whatTheDialectHasNotIsRefused() {
        assertRefused(() -> dialect("code", "c"), Refusal.PARAMETER_MISSING);
        assertRefused(
                () -> dialect("grant_type", "authorization_code", "code", "c"),
                Refusal.PARAMETER_MISSING);
        assertRefused(
                () -> dialect("grant_types", "authorization_code", "grantType", "refresh_token"),
                Refusal.PARAMETER_REPEATED);
        assertRefused(
                () -> dialect("grantType", "client_credentials"), Refusal.GRANT_TYPE_UNSUPPORTED);
        assertRefused(
                () -> dialect("grantType", "refresh_token", "refresh_token", "rubbish"),
                Refusal.REFRESH_TOKEN_MALFORMED);
        assertRefused(
                () ->
                        dialect(
                                "grantType", "authorization_code",
                                "code", "c",
                                "code_verifier", "1".repeat(129)),
                Refusal.PARAMETER_MALFORMED);
    }

    private static TokenRequest dialect(String... namesAndValues) {
        return TokenRequest.parseDialect(parameters(namesAndValues));
    }
}

package dev.countersign.token.discovery;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.countersign.jose.SigningAlgorithm;
import dev.countersign.protocol.GrantType;
import dev.countersign.protocol.Issuer;
import dev.countersign.protocol.Scope;
import dev.countersign.protocol.pkce.CodeChallenge;
import java.util.Arrays;
import java.util.List;

/**
 * The metadata document, OpenID Connect Discovery 1.0 §3 and RFC 8414 §2: what exists, and no more.
 * One document serves both well-known addresses.
 */
@JsonNaming(SnakeCaseStrategy.class)
record ServerMetadata(
        String issuer,
        String authorizationEndpoint,
        String tokenEndpoint,
        String jwksUri,
        String userinfoEndpoint,
        String revocationEndpoint,
        String introspectionEndpoint,
        List<String> responseTypesSupported,
        List<String> responseModesSupported,
        List<String> grantTypesSupported,
        List<String> subjectTypesSupported,
        List<String> idTokenSigningAlgValuesSupported,
        List<String> scopesSupported,
        List<String> claimsSupported,
        List<String> claimTypesSupported,
        List<String> acrValuesSupported,
        List<String> promptValuesSupported,
        List<String> codeChallengeMethodsSupported,
        List<String> tokenEndpointAuthMethodsSupported,
        List<String> revocationEndpointAuthMethodsSupported,
        List<String> introspectionEndpointAuthMethodsSupported,
        boolean authorizationResponseIssParameterSupported,
        boolean claimsParameterSupported,
        boolean requestParameterSupported,
        boolean requestUriParameterSupported) {

    private static final List<String> SECRETS =
            List.of("client_secret_basic", "client_secret_post");
    private static final List<String> ALL_CLIENTS =
            List.of("none", "client_secret_basic", "client_secret_post");

    static ServerMetadata of(Issuer issuer) {
        return new ServerMetadata(
                issuer.value(),
                issuer.at("/oauth2/authorize"),
                issuer.at("/oauth2/token"),
                issuer.at("/oauth2/jwks"),
                issuer.at("/oauth2/userinfo"),
                issuer.at("/oauth2/revoke"),
                issuer.at("/oauth2/introspect"),
                List.of("code"),
                List.of("query"),
                Arrays.stream(GrantType.values()).map(GrantType::word).toList(),
                List.of("public"),
                Arrays.stream(SigningAlgorithm.values()).map(SigningAlgorithm::name).toList(),
                scopes(),
                claims(),
                List.of("normal"),
                List.of("1"),
                List.of("none", "login", "consent"),
                List.of(CodeChallenge.METHOD),
                ALL_CLIENTS,
                ALL_CLIENTS,
                SECRETS,
                true,
                false,
                false,
                false);
    }

    /** The scopes of OpenID Connect; those of the registered APIs are their own business. */
    private static List<String> scopes() {
        return List.of(
                Scope.OPENID.value(),
                Scope.PROFILE.value(),
                Scope.EMAIL.value(),
                Scope.OFFLINE_ACCESS.value());
    }

    private static List<String> claims() {
        return List.of(
                "iss",
                "sub",
                "aud",
                "exp",
                "iat",
                "auth_time",
                "nonce",
                "acr",
                "amr",
                "at_hash",
                "sid",
                "name",
                "given_name",
                "family_name",
                "updated_at",
                "email",
                "email_verified");
    }
}

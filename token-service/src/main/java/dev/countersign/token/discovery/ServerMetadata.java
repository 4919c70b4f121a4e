package dev.countersign.token.discovery;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.countersign.jose.ClientJwt;
import dev.countersign.protocol.ClientAuthenticationMethod;
import dev.countersign.protocol.GrantType;
import dev.countersign.protocol.Issuer;
import dev.countersign.protocol.ResponseMode;
import dev.countersign.protocol.ResponseType;
import dev.countersign.protocol.Scope;
import dev.countersign.protocol.SigningAlgorithm;
import dev.countersign.protocol.SubjectType;
import dev.countersign.protocol.claim.StandardClaim;
import dev.countersign.protocol.pkce.CodeChallenge;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The metadata document, OpenID Connect Discovery 1.0 §3, RP-Initiated Logout 1.0 §2.1, RFC 9126 §5
 * and RFC 8414 §2: what exists, and no more. One document serves both well-known addresses.
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
        String pushedAuthorizationRequestEndpoint,
        String endSessionEndpoint,
        List<String> responseTypesSupported,
        List<String> responseModesSupported,
        List<String> grantTypesSupported,
        List<String> subjectTypesSupported,
        List<String> idTokenSigningAlgValuesSupported,
        List<String> userinfoSigningAlgValuesSupported,
        List<String> scopesSupported,
        List<String> claimsSupported,
        List<String> claimTypesSupported,
        List<String> acrValuesSupported,
        List<String> promptValuesSupported,
        List<String> codeChallengeMethodsSupported,
        List<String> tokenEndpointAuthMethodsSupported,
        List<String> tokenEndpointAuthSigningAlgValuesSupported,
        List<String> revocationEndpointAuthMethodsSupported,
        List<String> revocationEndpointAuthSigningAlgValuesSupported,
        List<String> introspectionEndpointAuthMethodsSupported,
        List<String> introspectionEndpointAuthSigningAlgValuesSupported,
        boolean authorizationResponseIssParameterSupported,
        boolean claimsParameterSupported,
        boolean requestParameterSupported,
        List<String> requestObjectSigningAlgValuesSupported,
        boolean requestUriParameterSupported,
        boolean requirePushedAuthorizationRequests) {

    /** ID tokens, signed userinfo, and request objects: none of those is unsigned, or by HMAC. */
    private static final List<String> SIGNED =
            Arrays.stream(SigningAlgorithm.values()).map(SigningAlgorithm::word).toList();

    private static final List<String> ALL_CLIENTS = words(ClientAuthenticationMethod.values());
    private static final List<String> CONFIDENTIAL_CLIENTS =
            ALL_CLIENTS.stream()
                    .filter(it -> !it.equals(ClientAuthenticationMethod.NONE.word()))
                    .toList();

    private static List<String> words(ClientAuthenticationMethod... methods) {
        return Arrays.stream(methods).map(ClientAuthenticationMethod::word).toList();
    }

    static ServerMetadata of(Issuer issuer) {
        return new ServerMetadata(
                issuer.value(),
                issuer.at("/oauth2/authorize"),
                issuer.at("/oauth2/token"),
                issuer.at("/oauth2/jwks"),
                issuer.at("/oauth2/userinfo"),
                issuer.at("/oauth2/revoke"),
                issuer.at("/oauth2/introspect"),
                issuer.at("/oauth2/par"),
                issuer.at("/oauth2/logout"),
                Arrays.stream(ResponseType.values()).map(ResponseType::words).toList(),
                Arrays.stream(ResponseMode.values()).map(ResponseMode::word).toList(),
                grantTypes(),
                Arrays.stream(SubjectType.values()).map(SubjectType::word).toList(),
                SIGNED,
                SIGNED,
                scopes(),
                claims(),
                List.of("normal"),
                List.of("1"),
                List.of("none", "login", "consent", "select_account"),
                List.of(CodeChallenge.METHOD),
                ALL_CLIENTS,
                ClientJwt.algorithms(),
                ALL_CLIENTS,
                ClientJwt.algorithms(),
                CONFIDENTIAL_CLIENTS,
                ClientJwt.algorithms(),
                true,
                true,
                true,
                SIGNED,
                false,
                false);
    }

    /** RFC 7591 §2.1: a token of the authorization endpoint is of the implicit grant. */
    private static List<String> grantTypes() {
        return Stream.concat(
                        Arrays.stream(GrantType.values()).map(GrantType::word),
                        Stream.of("implicit"))
                .toList();
    }

    /** The scopes of OpenID Connect; those of the registered APIs are their own business. */
    private static List<String> scopes() {
        return Scope.OF_PEOPLE.stream().map(Scope::value).toList();
    }

    /** Of tokens, and of a person (OpenID Connect Core 1.0 §5.1). */
    private static List<String> claims() {
        return Stream.concat(
                        Stream.of(
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
                                "c_hash",
                                "s_hash",
                                "sid"),
                        Arrays.stream(StandardClaim.values()).map(StandardClaim::word))
                .toList();
    }
}

package dev.countersign.auth.authorize;

import dev.countersign.jose.AccessTokenClaims;
import dev.countersign.jose.IdTokenClaims;
import dev.countersign.jose.IdTokenHashes;
import dev.countersign.protocol.Issuer;
import dev.countersign.protocol.SigningAlgorithm;
import dev.countersign.protocol.TokenId;
import dev.countersign.protocol.token.AuthorizationCode;
import dev.countersign.store.code.Authorization;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one answer of the authorization endpoint holds, and the claims of its tokens; {@code now}
 * and {@code expiry} bound their life.
 *
 * @param audiences of the access token
 * @param idTokenAlgorithm by which the ID token is signed, and the hashes in it are made
 */
record AnswerClaims(
        Issuer issuer,
        Authorization authorization,
        Optional<String> state,
        Optional<AuthorizationCode> code,
        List<String> audiences,
        SigningAlgorithm idTokenAlgorithm,
        Instant now,
        Instant expiry) {

    AccessTokenClaims accessToken() {
        return new AccessTokenClaims(
                issuer.value(),
                authorization.subject().toString(),
                audiences,
                authorization.client(),
                authorization.scopes(),
                TokenId.random(),
                now,
                expiry,
                Optional.of(authorization.authTime()),
                Optional.of(authorization.acr()),
                Optional.of(authorization.grant()),
                authorization.authorizedAt(),
                authorization.grantSession());
    }

    /** OpenID Connect Core 1.0 §3.3.2.11, with these claims of the person. */
    IdTokenClaims idToken(Optional<String> accessToken, Map<String, Object> person) {
        return new IdTokenClaims(
                issuer,
                authorization.subject(),
                authorization.client(),
                now,
                expiry,
                authorization.authTime(),
                authorization.nonce(),
                authorization.acr(),
                authorization.amr(),
                IdTokenHashes.of(
                        idTokenAlgorithm, accessToken, code.map(AuthorizationCode::value), state),
                Optional.of(authorization.session()),
                person);
    }

    /** The parameters, RFC 6749 §4.2.2 and OpenID Connect Core 1.0 §3.3.2.5. */
    Map<String, String> answer(Optional<String> accessToken, Optional<String> idToken) {
        Map<String, String> answer = new LinkedHashMap<>();
        code.ifPresent(it -> answer.put("code", it.value()));
        accessToken.ifPresent(
                it -> {
                    answer.put("access_token", it);
                    answer.put("token_type", "Bearer");
                    answer.put("expires_in", seconds());
                    answer.put("scope", authorization.scopes().toString());
                });
        idToken.ifPresent(it -> answer.put("id_token", it));
        return answer;
    }

    private String seconds() {
        return String.valueOf(Duration.between(now, expiry).toSeconds());
    }
}

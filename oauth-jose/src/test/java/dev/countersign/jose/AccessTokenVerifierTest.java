package dev.countersign.jose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.countersign.jose.Fixtures.MovingClock;
import dev.countersign.protocol.Issuer;
import dev.countersign.protocol.SigningAlgorithm;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class AccessTokenVerifierTest {

    private static final MovingClock CLOCK = new MovingClock();
    private static final KeyRing RING = new KeyRing(new KeysInMemory(), Fixtures.SEALING, CLOCK);
    private static final SigningKey KEY =
            RING.signing(SigningAlgorithm.RS256).await().indefinitely();
    private static final SigningKey FOREIGN =
            SigningKey.generate(SigningAlgorithm.RS256, Fixtures.NOW);
    private static final String GENUINE =
            new TokenSigner(RING).sign(Fixtures.accessToken(Fixtures.NOW)).await().indefinitely();

    private final AccessTokenVerifier verifier =
            new AccessTokenVerifier(RING, Fixtures.ISSUER, CLOCK);

    @Test
    void whatWasSignedIsRead() {
        VerifiedAccessToken token = verifier.verify(GENUINE).await().indefinitely();

        AccessTokenClaims signed = Fixtures.accessToken(Fixtures.NOW);
        assertThat(token.key()).isEqualTo(KEY.id());
        assertThat(token.claims().toJson()).isEqualTo(signed.toJson());
        assertThat(token.claims().authorizedAt()).isEqualTo(signed.authorizedAt());
    }

    /** Contract, section 6: neither is accepted as the other. */
    @Test
    void aDialectTokenIsNoAccessTokenOfOauth() {
        refuses(verifier, signed(Fixtures.dialectToken(Fixtures.NOW)), Refusal.TOKEN_TYPE);
    }

    /** Contract, section 5. */
    @Test
    void whoeverEndsTokensSeesOfADialectTokenWhatRulesSee() {
        AccessTokenClaims claims =
                verifier.verifyOfEitherFamily(signed(Fixtures.dialectToken(Fixtures.NOW)))
                        .await()
                        .indefinitely()
                        .claims();

        assertThat(claims.subject()).isEqualTo(Fixtures.ALICE.toString());
        assertThat(claims.clientId().value()).isEqualTo("demoAtmClient0000001");
        assertThat(claims.audiences()).containsExactly("demoAtmClient0000001");
        assertThat(claims.grant()).contains(Fixtures.GRANT);
        assertThat(claims.session()).isEmpty();
        assertThat(claims.scopes().isEmpty()).isTrue();
        assertThat(claims.isFor(Fixtures.ISSUER)).isFalse();
        assertThat(verifier.verifyOfEitherFamily(GENUINE).await().indefinitely().claims().toJson())
                .isEqualTo(Fixtures.accessToken(Fixtures.NOW).toJson());
    }

    @Test
    void aDialectTokenExpiresAndItsClaimsAreNotTakenUnderAnotherType() {
        MovingClock later = new MovingClock();
        later.forward(Duration.ofMinutes(10));
        AccessTokenVerifier laterVerifier = new AccessTokenVerifier(RING, Fixtures.ISSUER, later);
        String token = signed(Fixtures.dialectToken(Fixtures.NOW));
        assertThatThrownBy(() -> laterVerifier.verifyOfEitherFamily(token).await().indefinitely())
                .hasMessage("TOKEN_EXPIRED");
        String payload = decoded(token.split("\\.", -1)[1]);
        refuses(
                verifier,
                forge(jws -> jws.setHeader("typ", "at+jwt"), KEY.privateKey(), payload),
                Refusal.TOKEN_MALFORMED);
    }

    private static String signed(DialectTokenClaims claims) {
        return new TokenSigner(RING).sign(claims).await().indefinitely();
    }

    @Test
    void anExpiredTokenIsRefusedAtTheInstantItNames() {
        MovingClock later = new MovingClock();
        AccessTokenVerifier laterVerifier = new AccessTokenVerifier(RING, Fixtures.ISSUER, later);
        later.forward(Duration.ofMinutes(30).minusMillis(251));
        laterVerifier.verify(GENUINE).await().indefinitely();

        later.forward(Duration.ofMillis(1));

        refuses(laterVerifier, GENUINE, Refusal.TOKEN_EXPIRED);
    }

    @Test
    void aTokenOfAnotherIssuerIsRefused() {
        Issuer another = new Issuer("https://another.example");

        refuses(new AccessTokenVerifier(RING, another, CLOCK), GENUINE, Refusal.TOKEN_ISSUER);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forged")
    void aForgedTokenIsRefused(String attack, String token, Refusal refusal) {
        refuses(verifier, token, refusal);
    }

    static Stream<Arguments> forged() {
        String[] parts = GENUINE.split("\\.", -1);
        String claims = parts[1];
        String payload = decoded(claims);
        Key hmac = new HmacKey(KEY.publicKey().getEncoded());
        return Stream.of(
                arguments("empty", "", Refusal.TOKEN_MALFORMED),
                arguments("not a JWT", "abc.def", Refusal.TOKEN_MALFORMED),
                arguments("not JSON", "YWJj.YWJj.YWJj", Refusal.TOKEN_MALFORMED),
                arguments("oversized", "a".repeat(9_000), Refusal.TOKEN_MALFORMED),
                arguments(
                        "a changed claim",
                        parts[0]
                                + "."
                                + encoded(payload.replace("accounts:read", "admin"))
                                + "."
                                + parts[2],
                        Refusal.TOKEN_SIGNATURE),
                arguments("no signature", parts[0] + "." + claims + ".", Refusal.TOKEN_SIGNATURE),
                arguments(
                        "alg none",
                        forge(jws -> jws.setAlgorithmHeaderValue("none"), null, payload),
                        Refusal.TOKEN_SIGNATURE),
                arguments(
                        "HS256 under the public key",
                        forge(jws -> jws.setAlgorithmHeaderValue("HS256"), hmac, payload),
                        Refusal.TOKEN_SIGNATURE),
                arguments(
                        "RS384, which is not the key's algorithm",
                        forge(
                                jws -> jws.setAlgorithmHeaderValue("RS384"),
                                KEY.privateKey(),
                                payload),
                        Refusal.TOKEN_SIGNATURE),
                arguments(
                        "a foreign key under our kid",
                        forge(jws -> {}, FOREIGN.privateKey(), payload),
                        Refusal.TOKEN_SIGNATURE),
                arguments(
                        "a key in the header",
                        forge(
                                jws -> {
                                    jws.setKeyIdHeaderValue("mine");
                                    jws.setHeader("jwk", PublicJwk.members(FOREIGN));
                                },
                                FOREIGN.privateKey(),
                                payload),
                        Refusal.TOKEN_SIGNATURE),
                arguments(
                        "no kid",
                        forge(
                                jws -> jws.getHeaders().setObjectHeaderValue("kid", 7),
                                KEY.privateKey(),
                                payload),
                        Refusal.TOKEN_SIGNATURE),
                arguments(
                        "crit",
                        GENUINE.replace(parts[0], encoded(critical(decoded(parts[0])))),
                        Refusal.TOKEN_MALFORMED),
                arguments(
                        "an ID token",
                        forge(jws -> jws.setHeader("typ", "JWT"), KEY.privateKey(), payload),
                        Refusal.TOKEN_TYPE),
                arguments(
                        "the dialect's token",
                        forge(
                                jws -> jws.setHeader("typ", "dialect-at+jwt"),
                                KEY.privateKey(),
                                payload),
                        Refusal.TOKEN_TYPE),
                arguments(
                        "aud that is no array",
                        ours(payload, "aud", Fixtures.ISSUER.value()),
                        Refusal.TOKEN_MALFORMED),
                arguments(
                        "exp that is text", ours(payload, "exp", "never"), Refusal.TOKEN_MALFORMED),
                arguments(
                        "a life of more than a day",
                        ours(payload, "exp", Fixtures.NOW.getEpochSecond() + 86_401),
                        Refusal.TOKEN_MALFORMED));
    }

    private static String critical(String header) {
        return header.substring(0, header.length() - 1) + ",\"crit\":[\"b64\"]}";
    }

    private static String ours(String payload, String claim, Object value) {
        try {
            Map<String, Object> claims = new HashMap<>(JsonUtil.parseJson(payload));
            claims.put(claim, value);
            return forge(jws -> {}, KEY.privateKey(), JsonUtil.toJson(claims));
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String forge(
            Consumer<JsonWebSignature> change, @Nullable Key key, String payload) {
        JsonWebSignature jws = new JsonWebSignature();
        jws.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
        jws.setHeader("typ", "at+jwt");
        jws.setKeyIdHeaderValue(KEY.id().value());
        jws.setAlgorithmHeaderValue("RS256");
        jws.setPayload(payload);
        jws.setDoKeyValidation(false);
        change.accept(jws);
        if (key != null) {
            jws.setKey(key);
        }
        try {
            return jws.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String decoded(String part) {
        return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void refuses(AccessTokenVerifier verifier, String token, Refusal refusal) {
        assertThatThrownBy(() -> verifier.verify(token).await().indefinitely())
                .asInstanceOf(type(OAuthException.class))
                .extracting(OAuthException::refusal)
                .isEqualTo(refusal);
    }
}

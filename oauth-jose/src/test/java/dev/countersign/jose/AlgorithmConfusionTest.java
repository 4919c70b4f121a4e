package dev.countersign.jose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.jose.Fixtures.MovingClock;
import dev.countersign.protocol.KeyId;
import dev.countersign.protocol.SigningAlgorithm;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.jose4j.json.JsonUtil;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** RFC 8725 §3.1: each key is used with one algorithm, and tokens with the ones meant for them. */
final class AlgorithmConfusionTest {

    private static final MovingClock CLOCK = new MovingClock();
    private static final KeysInMemory STORED = new KeysInMemory();
    private static final KeyRing RING = new KeyRing(STORED, Fixtures.SEALING, CLOCK);
    private static final TokenSigner SIGNER = new TokenSigner(RING);

    private final TokenRecognizer recognizer = new TokenRecognizer(RING, Fixtures.ISSUER);
    private final AccessTokenVerifier verifier =
            new AccessTokenVerifier(RING, Fixtures.ISSUER, CLOCK);

    /** OpenID Connect Core 1.0 §2: an application is registered for an algorithm. */
    @ParameterizedTest
    @EnumSource
    void anIdTokenOfEachAlgorithmIsRecognized(SigningAlgorithm algorithm) throws JoseException {
        String token = SIGNER.sign(Fixtures.idToken(), algorithm).await().indefinitely();

        JsonWebSignature jws = new JsonWebSignature();
        jws.setCompactSerialization(token);
        assertThat(jws.getAlgorithmHeaderValue()).isEqualTo(algorithm.word());
        assertThat(jws.getKeyIdHeaderValue()).isEqualTo(key(algorithm).id().value());
        assertThat(recognized(token)).isTrue();
    }

    static Stream<Arguments> pairs() {
        return Arrays.stream(SigningAlgorithm.values())
                .flatMap(
                        one ->
                                Arrays.stream(SigningAlgorithm.values())
                                        .filter(other -> other != one)
                                        .map(other -> Arguments.of(one, other)));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void aTokenSignedByOneKeyUnderTheIdOfAnotherIsNotOurs(
            SigningAlgorithm signing, SigningAlgorithm named) {
        String idToken = JsonUtil.toJson(Fixtures.idToken().toJson());
        assertThat(recognized(forged("JWT", idToken, key(signing), signing, key(named).id())))
                .isFalse();
    }

    /** The keys are of one kind: only the rule of one algorithm a key tells them apart. */
    @Test
    void theKeyOfRs256VerifiesNoPs256AndTheOtherWayRound() {
        String idToken = JsonUtil.toJson(Fixtures.idToken().toJson());
        SigningKey rs = key(SigningAlgorithm.RS256);
        SigningKey ps = key(SigningAlgorithm.PS256);

        assertThat(recognized(forged("JWT", idToken, rs, SigningAlgorithm.RS256, rs.id())))
                .isTrue();
        assertThat(recognized(forged("JWT", idToken, rs, SigningAlgorithm.PS256, rs.id())))
                .isFalse();
        assertThat(recognized(forged("JWT", idToken, ps, SigningAlgorithm.RS256, ps.id())))
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "RS256")
    void aKeyForIdTokensMakesNoAccessToken(SigningAlgorithm algorithm) {
        for (Map.Entry<String, String> claims :
                Map.of(
                                "at+jwt",
                                JsonUtil.toJson(Fixtures.accessToken(Fixtures.NOW).toJson()),
                                "dialect-at+jwt",
                                JsonUtil.toJson(Fixtures.dialectToken(Fixtures.NOW).toJson()))
                        .entrySet()) {
            SigningKey key = key(algorithm);
            String token = forged(claims.getKey(), claims.getValue(), key, algorithm, key.id());

            assertThat(recognized(token)).isFalse();
            assertThatThrownBy(() -> verifier.verifyOfEitherFamily(token).await().indefinitely())
                    .hasMessage("TOKEN_SIGNATURE");
        }
    }

    /** Of the same kind, so that the signature alone would do. */
    @Test
    void theKeyOfPs256MakesNoAccessTokenUnderTheNameOfRs256() {
        SigningKey ps = key(SigningAlgorithm.PS256);
        String token =
                forged(
                        "at+jwt",
                        JsonUtil.toJson(Fixtures.accessToken(Fixtures.NOW).toJson()),
                        ps,
                        SigningAlgorithm.RS256,
                        ps.id());

        assertThat(recognized(token)).isFalse();
        assertThatThrownBy(() -> verifier.verify(token).await().indefinitely())
                .hasMessage("TOKEN_SIGNATURE");
    }

    private static SigningKey key(SigningAlgorithm algorithm) {
        return RING.signing(algorithm).await().indefinitely();
    }

    private boolean recognized(String token) {
        return recognizer.recognize(token).await().indefinitely().isPresent();
    }

    private static String forged(
            String type, String claims, SigningKey key, SigningAlgorithm algorithm, KeyId kid) {
        JsonWebSignature jws = new JsonWebSignature();
        jws.setHeader("typ", type);
        jws.setKeyIdHeaderValue(kid.value());
        jws.setAlgorithmHeaderValue(algorithm.word());
        jws.setPayload(claims);
        jws.setKey(key.privateKey());
        try {
            return jws.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }
}

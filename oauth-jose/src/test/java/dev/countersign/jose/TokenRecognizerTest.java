package dev.countersign.jose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.jose.Fixtures.MovingClock;
import dev.countersign.jose.RecognizedToken.AnAccessToken;
import dev.countersign.jose.RecognizedToken.AnIdToken;
import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.Issuer;
import dev.countersign.protocol.SessionId;
import dev.countersign.protocol.SigningAlgorithm;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class TokenRecognizerTest {

    private static final MovingClock CLOCK = new MovingClock();
    private static final KeysInMemory STORED = new KeysInMemory();
    private static final KeyRing RING = new KeyRing(STORED, Fixtures.SEALING, CLOCK);
    private static final TokenSigner SIGNER = new TokenSigner(RING);
    private static final String GENUINE =
            SIGNER.sign(Fixtures.accessToken(Fixtures.NOW)).await().indefinitely();

    private final TokenRecognizer recognizer = new TokenRecognizer(RING, Fixtures.ISSUER);

    private Optional<RecognizedToken> recognize(String token) {
        return recognizer.recognize(token).await().indefinitely();
    }

    private static String idToken() {
        return idToken(Optional.empty());
    }

    private static String idToken(Optional<SessionId> session) {
        return SIGNER.sign(Fixtures.idToken(session), SigningAlgorithm.RS256)
                .await()
                .indefinitely();
    }

    /** A leaked token is asked about when it is found, which may be long after its end. */
    @Test
    void anAccessTokenOfOursIsRecognizedHoweverOldItIs() {
        String old =
                SIGNER.sign(Fixtures.accessToken(Fixtures.NOW.minus(Duration.ofDays(400))))
                        .await()
                        .indefinitely();
        for (String token : List.of(GENUINE, old)) {
            assertThat(recognize(token)).get().isInstanceOf(AnAccessToken.class);
        }
    }

    /** Contract, section 6. */
    @Test
    void aDialectTokenIsRecognizedAsAnAccessToken() {
        String token =
                SIGNER.sign(Fixtures.dialectToken(Fixtures.NOW.minus(Duration.ofDays(400))))
                        .await()
                        .indefinitely();
        assertThat(recognize(token))
                .get()
                .isInstanceOfSatisfying(
                        AnAccessToken.class,
                        it ->
                                assertThat(it.token().claims().clientId())
                                        .isEqualTo(new ClientId("demoAtmClient0000001")));
    }

    @Test
    void anIdTokenIsToldFromAnAccessToken() {
        assertThat(recognize(idToken()))
                .get()
                .isInstanceOfSatisfying(
                        AnIdToken.class,
                        it -> {
                            assertThat(it.subject()).isEqualTo(Fixtures.ALICE.toString());
                            assertThat(it.audience()).isEqualTo(new ClientId("app"));
                        });
    }

    /** OpenID Connect RP-Initiated Logout 1.0 §2: a hint says which session it is of. */
    @Test
    void anIdTokenSaysInWhichSessionItWasIssued() {
        SessionId session = SessionId.random();
        assertThat(sessionOf(idToken(Optional.of(session)))).contains(session);
        assertThat(sessionOf(idToken())).isEmpty();
    }

    private Optional<SessionId> sessionOf(String token) {
        return ((AnIdToken) recognize(token).orElseThrow()).session();
    }

    @Test
    void whatThisServerHasNotSignedIsNotRecognized() {
        KeyRing others = new KeyRing(new KeysInMemory(), Fixtures.SEALING, CLOCK);
        String foreign =
                new TokenSigner(others)
                        .sign(Fixtures.accessToken(Fixtures.NOW))
                        .await()
                        .indefinitely();
        String[] parts = GENUINE.split("\\.", -1);
        String none = encode("{\"alg\":\"none\",\"typ\":\"at+jwt\"}");
        String noKey = encode("{\"alg\":\"RS256\",\"typ\":\"at+jwt\"}");
        for (String token :
                List.of(
                        foreign,
                        none + "." + parts[1] + ".",
                        noKey + "." + parts[1] + "." + parts[2],
                        parts[0] + "." + encode("{}") + "." + parts[2],
                        GENUINE.substring(0, GENUINE.length() - 6) + "AAAAAA",
                        "",
                        "x",
                        "..",
                        GENUINE + "x".repeat(9_000))) {
            assertThat(recognize(token)).isEmpty();
        }
        assertThat(
                        new TokenRecognizer(RING, new Issuer("https://another.example"))
                                .recognize(GENUINE)
                                .await()
                                .indefinitely())
                .isEmpty();
    }

    /** Design, Keys: a compromised key verifies nothing afterwards, hints included. */
    @Test
    void nothingOfACompromisedKeyIsRecognizedThoughTheKeyIsStillRemembered() {
        SigningKey lost = RING.signing(SigningAlgorithm.ES256).await().indefinitely();
        String hint =
                SIGNER.sign(Fixtures.idToken(), SigningAlgorithm.ES256).await().indefinitely();
        assertThat(recognize(hint)).isPresent();

        STORED.compromise(lost.id());

        assertThat(RING.byId(lost.id()).await().indefinitely()).isPresent();
        assertThat(recognize(hint)).isEmpty();
    }

    private static String encode(String json) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}

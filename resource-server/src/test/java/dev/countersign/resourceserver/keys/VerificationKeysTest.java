package dev.countersign.resourceserver.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.countersign.resourceserver.TestClock;
import dev.countersign.resourceserver.TestIssuer;
import dev.countersign.resourceserver.issuer.IssuerDocuments;
import dev.countersign.resourceserver.issuer.IssuerHttp;
import dev.countersign.resourceserver.refusal.AccessRefusal;
import dev.countersign.resourceserver.refusal.Refusal;
import dev.countersign.resourceserver.refusal.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.OkpJwkGenerator;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.keys.EllipticCurves;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VerificationKeysTest {

    private final TestClock clock = new TestClock();
    private final Set<String> dropped = new HashSet<>();
    private TestIssuer issuer;
    private final IssuerHttp http = new IssuerHttp();
    private IssuerDocuments documents;
    private VerificationKeys keys;

    @BeforeEach
    void start() throws Exception {
        issuer = new TestIssuer();
        documents = new IssuerDocuments(issuer.issuer(), http);
        keys = new VerificationKeys(documents, dropped::contains, clock);
    }

    @AfterEach
    void stop() {
        http.close();
        issuer.close();
    }

    @Test
    void aNewKeyIsFoundByOneFetch() {
        assertThat(find("first")).isNotNull();
        clock.pass(Duration.ofSeconds(5));
        issuer.publish(TestIssuer.rsa("second"));

        assertThat(find("second")).isNotNull();
        assertThat(issuer.keySetRequests()).isEqualTo(2);
    }

    @Test
    void inventedKeyIdsCauseOneFetchInFiveSeconds() {
        assertThat(find("first")).isNotNull();
        IntStream.range(0, 50).forEach(i -> assertThat(refusal("no-" + i)).isNotNull());
        assertThat(issuer.keySetRequests()).isEqualTo(1);
        clock.pass(Duration.ofSeconds(5));
        IntStream.range(0, 50)
                .forEach(i -> assertThat(refusal("no-" + i)).isEqualTo(AccessRefusal.UNKNOWN_KEY));

        assertThat(issuer.keySetRequests()).isEqualTo(2);
    }

    @Test
    void manyRequestsForOneKeyWaitForOneFetch() {
        List<CompletableFuture<VerificationKey>> found =
                IntStream.range(0, 50)
                        .mapToObj(i -> keys.find("first").toCompletableFuture())
                        .toList();

        assertThat(found).allSatisfy(key -> assertThat(key.join().id()).isEqualTo("first"));
        assertThat(issuer.keySetRequests()).isEqualTo(1);
    }

    @Test
    void anIssuerThatIsAwayIsNotTheTokensFault() {
        issuer.answers(500);

        assertThat(refusal("first")).isEqualTo(AccessRefusal.KEYS_UNAVAILABLE);
    }

    @Test
    void anIssuerThatNeverFinishesItsAnswerHoldsNoRequestForEver() {
        issuer.keepsBodiesBack();

        CompletableFuture<VerificationKey> found = keys.find("first").toCompletableFuture();

        assertThat(found).failsWithin(Duration.ofSeconds(8));
        assertThat(refusal("first")).isEqualTo(AccessRefusal.KEYS_UNAVAILABLE);
    }

    @Test
    void theKeysHeldStayGoodWhileTheIssuerIsAway() {
        assertThat(find("first")).isNotNull();
        issuer.answers(500);
        clock.pass(Duration.ofHours(1));

        assertThat(refusal("second")).isEqualTo(AccessRefusal.KEYS_UNAVAILABLE);
        assertThat(find("first")).isNotNull();
    }

    @Test
    void afterAFailureTheKeySetIsFetchedUntilItIsThere() throws Exception {
        assertThat(find("first")).isNotNull();
        issuer.answers(500);
        clock.pass(Duration.ofSeconds(5));
        assertThat(refusal("second")).isEqualTo(AccessRefusal.KEYS_UNAVAILABLE);
        issuer.answers(200);

        clock.pass(Duration.ofSeconds(6));
        assertThat(find("first")).isNotNull();

        Instant end = Instant.now().plusSeconds(5);
        while (issuer.keySetRequests() < 3) {
            assertThat(Instant.now()).isBefore(end);
            Thread.sleep(1);
        }
    }

    @Test
    void loadingWaitsForTheIssuer() {
        assertThat(keys.load().toCompletableFuture().join()).isNull();

        assertThat(keys.find("first").toCompletableFuture()).isCompleted();
    }

    @Test
    void aKeyTakenBackIsTakenFromNoKeySetAgain() {
        dropped.add("first");

        assertThat(refusal("first")).isEqualTo(AccessRefusal.REVOKED_KEY);
    }

    /** RFC 7517 §5: what is not understood in a set is ignored. */
    @Test
    void keysOfKindsThatAreNotUnderstoodAreIgnoredAndThoseOfEachAlgorithmAreRead()
            throws Exception {
        PublicJsonWebKey ec = EcJwkGenerator.generateJwk(EllipticCurves.P256);
        ec.setKeyId("ec");
        PublicJsonWebKey ed = OkpJwkGenerator.generateJwk("Ed25519");
        ed.setKeyId("ed");
        issuer.publish(ec);
        issuer.publish(ed);
        issuer.publishAlso(
                """
                {"kty": "PQ", "kid": "pq", "alg": "ML-DSA-65", "pub": "AA"},
                {"kty": "EC", "kid": "curve", "crv": "P-999", "x": "AA", "y": "AA"},
                {"kty": "OKP", "kid": "okp", "crv": "Ed9", "x": "AA"},
                {"kty": "RSA", "kid": "no-modulus", "e": "AQAB"},
                {"kid": "no-kind"}, {"kty": 7, "kid": "number"}""");

        assertThat(find("first")).isNotNull();
        assertThat(find("ec").publicKey().getAlgorithm()).isEqualTo("EC");
        assertThat(find("ed").publicKey().getAlgorithm()).isEqualTo("EdDSA");
        for (String id : List.of("pq", "curve", "okp", "no-modulus", "no-kind", "number")) {
            assertThat(refusal(id)).isEqualTo(AccessRefusal.UNKNOWN_KEY);
        }
        assertThat(issuer.keySetRequests()).isEqualTo(1);
    }

    private VerificationKey find(String id) {
        return keys.find(id).toCompletableFuture().join();
    }

    private Refusal refusal(String id) {
        Throwable cause = catchThrowable(() -> find(id)).getCause();
        assertThat(cause).isInstanceOf(Refused.class);
        return ((Refused) cause).refusal();
    }
}

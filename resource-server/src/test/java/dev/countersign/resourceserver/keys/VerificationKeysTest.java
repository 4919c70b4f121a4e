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

    private VerificationKey find(String id) {
        return keys.find(id).toCompletableFuture().join();
    }

    private Refusal refusal(String id) {
        Throwable cause = catchThrowable(() -> find(id)).getCause();
        assertThat(cause).isInstanceOf(Refused.class);
        return ((Refused) cause).refusal();
    }
}

package dev.countersign.store.audit;

import static dev.countersign.store.Stores.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.store.Stores;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AuditOutboxTest {

    private final Stores stores = Stores.shared();
    private final AuditOutbox outbox = new AuditOutbox(stores.postgres);
    private final AuditEvents events = new AuditEvents(stores.postgres);

    @BeforeEach
    void publishWhatOthersLeft() {
        stores.sql("update audit_events set published_at = now() where published_at is null");
    }

    private void act(String actor) {
        await(
                events.write(
                        new AuditEvent(
                                actor,
                                "test.done",
                                Optional.of("it"),
                                Map.of("changed", Map.of("name", Arrays.asList("a", null))),
                                Optional.empty())));
    }

    private static Set<UUID> ids(List<RecordedEvent> rows) {
        return rows.stream().map(RecordedEvent::id).collect(Collectors.toSet());
    }

    private List<RecordedEvent> publish(int limit) {
        List<RecordedEvent> published = new ArrayList<>();
        await(
                outbox.publish(
                        limit,
                        rows -> {
                            published.addAll(rows);
                            return Uni.createFrom().item(ids(rows));
                        }));
        return published;
    }

    @Test
    void actsAreHandedOutInOrderOfTimeSoManyAtOnceAndAsTheyWereRecorded() {
        act("first");
        act("second");
        act("third");
        stores.sql(
                """
                update audit_events set at = at - interval '1 hour'
                where actor = 'third' and published_at is null
                """);
        List<RecordedEvent> published = publish(2);
        assertThat(published).extracting(RecordedEvent::actor).containsExactly("third", "first");
        assertThat(published.getFirst().detail().toString())
                .isEqualTo("{changed={name=[a, null]}}");
        assertThat(published.getFirst().target()).contains("it");
        assertThat(publish(2)).extracting(RecordedEvent::actor).containsExactly("second");
        assertThat(publish(2)).isEmpty();
    }

    @Test
    void whileOneRelayHasSomeNoOtherHasAnyAndWhatWasNotAcknowledgedComesAgain() throws Exception {
        act("alice");
        CountDownLatch held = new CountDownLatch(1);
        CompletableFuture<Set<UUID>> acknowledged = new CompletableFuture<>();
        CompletionStage<Integer> slowRelay =
                outbox.publish(
                                1,
                                rows -> {
                                    held.countDown();
                                    return Uni.createFrom().completionStage(acknowledged);
                                })
                        .subscribeAsCompletionStage();
        assertThat(held.await(5, TimeUnit.SECONDS)).isTrue();
        act("alice");

        assertThat(publish(10)).isEmpty();
        assertThat(await(outbox.snapshot()).unpublished()).hasSize(2);

        acknowledged.complete(Set.of());
        assertThat(await(Uni.createFrom().completionStage(slowRelay))).isZero();
        assertThat(publish(10)).hasSize(2);
    }
}

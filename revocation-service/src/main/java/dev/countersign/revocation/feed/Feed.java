package dev.countersign.revocation.feed;

import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.revocation.RevocationSettings;
import dev.countersign.revocation.propagation.AcknowledgementWriter;
import dev.countersign.revocation.topic.Topics;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The feed of one replica. A cursor of one is understood by every other. */
@Singleton
final class Feed implements AutoCloseable {

    /**
     * A heartbeat alone is an answer only after so long, or idle consumers would ask in circles.
     */
    private static final Duration AT_LEAST = Duration.ofSeconds(1);

    private final FeedReader reader;
    private final WaitingRoom<FeedAnswer> waiting;
    private final Places largeAnswers;
    private final PresentedCursors presented;
    private volatile boolean ending;

    Feed(
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            Topics topics,
            RevocationSettings settings,
            AcknowledgementWriter acknowledgements,
            InstantSource clock,
            MeterRegistry registry) {
        Places toWait = new Places(settings.feed().mostWaiting());
        waiting = new WaitingRoom<>(toWait);
        largeAnswers = new Places(settings.feed().mostLargeAnswers());
        presented = new PresentedCursors(acknowledgements::write, clock);
        reader = new FeedReader(kafka, topics.revocations(), clock, waiting::wake);
        Gauge.builder("countersign.revocation.feed.waiting", toWait, Places::taken)
                .description("Requests to the feed over HTTP that wait for a rule")
                .register(registry);
        Gauge.builder("countersign.revocation.feed.large", largeAnswers, Places::taken)
                .description("Large answers of the feed over HTTP that are being read")
                .register(registry);
        Gauge.builder("countersign.revocation.feed.rules", reader, Feed::held)
                .description("Live rules held for the feed over HTTP")
                .register(registry);
    }

    private static int held(FeedReader reader) {
        return reader.log().map(FeedLog::size).orElse(0);
    }

    void start(@Observes StartupEvent started) {
        start();
        // The framework waits for open requests first and tells its beans afterwards.
        Runtime.getRuntime().addShutdownHook(new Thread(this::end, "revocation-feed-end"));
    }

    void start() {
        waiting.start();
        reader.start();
    }

    /** Whoever waits is answered, and nobody waits any more. */
    void end() {
        ending = true;
        waiting.wake();
    }

    /** Of one request; to be ended with it. */
    Delivery delivery() {
        return new Delivery(largeAnswers);
    }

    /**
     * What came after the cursor: at once if there is a rule; otherwise when there is one, or when
     * a newer heartbeat has come and a second has passed, or after the wait. Without a cursor all
     * live rules, at once.
     *
     * @throws OAuthException {@link Refusal#FEED_BEHIND} until this replica has read the topic once
     */
    Uni<FeedAnswer> read(FeedRequest request, ClientId api) {
        FeedLog log = log();
        Optional<FeedCursor> after = request.after().flatMap(FeedCursor::parse);
        request.instance()
                .ifPresent(
                        instance ->
                                presented.present(
                                        api,
                                        instance,
                                        after.filter(log::goesOnFrom)
                                                .orElse(FeedCursor.beginning(log.topicId())),
                                        log));
        if (request.after().isEmpty()) {
            return Uni.createFrom().item(log.fromTheBeginning());
        }
        return after.isEmpty()
                ? Uni.createFrom().item(log.anew())
                : after(after.get(), request.patience(), api, log);
    }

    private Uni<FeedAnswer> after(FeedCursor cursor, Duration wait, ClientId api, FeedLog log) {
        FeedAnswer now = log.after(cursor);
        return isNews(now) || wait.isZero() || ending
                ? Uni.createFrom().item(now)
                : waiting.await(api, awaited(cursor, wait, log.reached().heartbeat()));
    }

    private Supplier<Optional<FeedAnswer>> awaited(
            FeedCursor cursor, Duration wait, long heartbeatHeard) {
        long began = System.nanoTime();
        return () -> {
            FeedLog log = log();
            FeedAnswer answer = log.after(cursor);
            long waited = System.nanoTime() - began;
            boolean newer = answer.heartbeat() > heartbeatHeard && waited >= AT_LEAST.toNanos();
            return isNews(answer) || newer || ending || waited >= wait.toNanos()
                    ? Optional.of(answer)
                    : Optional.empty();
        };
    }

    private static boolean isNews(FeedAnswer answer) {
        return answer.reset() || !answer.rules().isEmpty();
    }

    private FeedLog log() {
        return reader.log().orElseThrow(() -> new OAuthException(Refusal.FEED_BEHIND));
    }

    @Override
    @PreDestroy
    public void close() {
        end();
        reader.close();
        waiting.close();
    }
}

package dev.countersign.revocation.propagation;

import dev.countersign.revocation.propagation.AcknowledgementReader.Said;
import dev.countersign.revocation.propagation.AcknowledgementReader.When;
import dev.countersign.revocation.propagation.AppliedRules.News;
import dev.countersign.store.loop.Loop;
import dev.countersign.store.revocation.RuleStamps;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** The proof of propagation: which API instances have applied a rule, when, and who lags. */
@Singleton
public final class Propagation implements AutoCloseable {

    public enum State {
        APPLIED,
        LAGGING
    }

    /**
     * @param appliedAt by that instance's clock, or ours if it is without Kafka; empty where only
     *     an upper bound is known: it has said since that it has everything up to a later time
     */
    public record OfInstance(String instance, State state, Optional<Instant> appliedAt) {}

    /**
     * @param instances those that spoke in the last 30 seconds
     * @param gone those that did in the last hour, but not since
     */
    public record Report(List<OfInstance> instances, List<String> gone) {

        public Report {
            instances = List.copyOf(instances);
            gone = List.copyOf(gone);
        }
    }

    private static final Logger LOG = Logger.getLogger(Propagation.class);
    private static final int MOST_UNMEASURED = 20_000;
    private static final int AT_ONCE = 2_000;

    private final RuleStamps stamps;
    private final AppliedRules applied;
    private final PropagationMetrics metrics;
    private final AcknowledgementReader reader;
    private final Deque<News> unmeasured = new ArrayDeque<>();

    Propagation(
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            RuleStamps stamps,
            InstantSource clock,
            MeterRegistry registry) {
        this.stamps = stamps;
        this.applied = new AppliedRules(clock);
        this.metrics = new PropagationMetrics(registry, applied);
        this.reader = new AcknowledgementReader(kafka, this::take, this::measure);
    }

    void start(@Observes StartupEvent started) {
        start();
    }

    void start() {
        reader.start();
    }

    /**
     * How far a rule has come. Exact for the newest 100,000 acknowledgements.
     *
     * @param stamped when it was stamped, after its commit; empty: not yet, so nobody has it
     */
    public Report of(UUID rule, Optional<Instant> stamped) {
        return applied.of(rule, stamped);
    }

    private void take(Said said) {
        if (said.what().isEmpty()) {
            metrics.ignored();
            return;
        }
        Optional<News> news = applied.take(said.what().get(), said.at());
        // those of the past were measured when they came
        if (said.when() == When.LIVE && news.isPresent() && unmeasured.size() < MOST_UNMEASURED) {
            unmeasured.add(news.get());
        }
    }

    /** The stamps are read from our own rules: an instance does not say what it is measured by. */
    private void measure() {
        while (!unmeasured.isEmpty()) {
            List<News> some = unmeasured.stream().limit(AT_ONCE).toList();
            try {
                measure(
                        some,
                        Loop.await(
                                stamps.of(
                                        some.stream()
                                                .map(News::rule)
                                                .collect(Collectors.toSet()))));
            } catch (RuntimeException e) {
                LOG.debugf(e, "The stamps could not be read");
                return;
            }
            some.forEach(done -> unmeasured.remove());
        }
    }

    private void measure(List<News> some, Map<UUID, Instant> stampedAt) {
        for (News news : some) {
            Instant stamped = stampedAt.get(news.rule());
            // one of which the instance had spoken already is not news
            if (stamped != null && stamped.toEpochMilli() >= news.knownUntil()) {
                metrics.applied(stamped, Instant.ofEpochMilli(news.at()));
            }
        }
    }

    @Override
    @PreDestroy
    public void close() {
        reader.close();
    }
}

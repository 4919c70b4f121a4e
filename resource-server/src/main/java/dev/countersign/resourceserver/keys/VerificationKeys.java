package dev.countersign.resourceserver.keys;

import dev.countersign.resourceserver.issuer.IssuerDocuments;
import dev.countersign.resourceserver.refusal.AccessRefusal;
import dev.countersign.resourceserver.refusal.Refused;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The issuer's key set in memory. A known key is found at once; whoever names an unknown one waits
 * for the one fetch under way, and causes at most one in five seconds. While the issuer is away the
 * keys held stay good: what takes a key back is a rule, not its absence.
 */
public final class VerificationKeys implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(VerificationKeys.class.getName());
    private static final long PAUSE_NANOS = Duration.ofSeconds(5).toNanos();
    private static final long SHORT_PAUSE_NANOS = Duration.ofMillis(500).toNanos();
    private static final long OLD_NANOS = Duration.ofMinutes(5).toNanos();

    private record KeySet(Map<String, VerificationKey> keys, Source source) {}

    private enum Source {
        NOT_ASKED,
        FETCHED,
        FETCH_FAILED
    }

    private final IssuerDocuments issuer;
    private final Predicate<String> dropped;
    private final LongSupplier nanos;
    private volatile KeySet held = new KeySet(Map.of(), Source.NOT_ASKED);
    private volatile long lastFetch;
    private volatile boolean closed;
    private CompletableFuture<Void> fetch = CompletableFuture.completedFuture(null);

    /**
     * @param dropped the key ids that a rule has taken back: never used again, whatever the issuer
     *     publishes
     */
    public VerificationKeys(IssuerDocuments issuer, Predicate<String> dropped, LongSupplier nanos) {
        this.issuer = issuer;
        this.dropped = dropped;
        this.nanos = nanos;
        this.lastFetch = nanos.getAsLong() - PAUSE_NANOS;
    }

    /** Fetches the key set until it is there once, so that the first request finds it. */
    public CompletionStage<Void> load() {
        return refetch(SHORT_PAUSE_NANOS)
                .thenCompose(
                        ignored ->
                                held.source == Source.FETCHED || closed
                                        ? CompletableFuture.completedFuture(null)
                                        : CompletableFuture.supplyAsync(this::load, inAMoment())
                                                .thenCompose(again -> again));
    }

    /** Fails with {@link Refused} where there is no such key. */
    public CompletionStage<VerificationKey> find(String id) {
        if (dropped.test(id)) {
            return CompletableFuture.failedStage(new Refused(AccessRefusal.REVOKED_KEY));
        }
        VerificationKey key = held.keys.get(id);
        if (key == null) {
            return refetch(PAUSE_NANOS).thenApply(ignored -> known(id));
        }
        if (nanos.getAsLong() - lastFetch > patience()) {
            var unused = refetch(PAUSE_NANOS);
        }
        return CompletableFuture.completedStage(key);
    }

    /** A fetch that failed made nothing younger. */
    private long patience() {
        return held.source == Source.FETCH_FAILED ? PAUSE_NANOS : OLD_NANOS;
    }

    private VerificationKey known(String id) {
        KeySet now = held;
        VerificationKey key = now.keys.get(id);
        if (key != null) {
            return key;
        }
        throw new Refused(
                switch (now.source) {
                    case FETCHED -> AccessRefusal.UNKNOWN_KEY;
                    case NOT_ASKED, FETCH_FAILED -> AccessRefusal.KEYS_UNAVAILABLE;
                });
    }

    private synchronized CompletableFuture<Void> refetch(long pause) {
        if (fetch.isDone() && nanos.getAsLong() - lastFetch >= pause) {
            lastFetch = nanos.getAsLong();
            fetch = issuer.jwkSet().thenApply(VerificationKey::read).handle(this::hold);
        }
        return fetch;
    }

    private @Nullable Void hold(
            @Nullable Map<String, VerificationKey> keys, @Nullable Throwable failure) {
        Source before = held.source;
        if (keys != null) {
            held = new KeySet(keys, Source.FETCHED);
        } else {
            held = new KeySet(held.keys, Source.FETCH_FAILED);
        }
        report(before, failure);
        return null;
    }

    /** Once when it begins and once when it ends, however often it is tried. */
    private void report(Source before, @Nullable Throwable failure) {
        if (failure == null && before != Source.FETCHED) {
            LOG.log(System.Logger.Level.INFO, "the issuer's key set is here");
        } else if (failure != null && before != Source.FETCH_FAILED) {
            LOG.log(System.Logger.Level.WARNING, "the key set can not be fetched: " + failure);
        }
    }

    private static Executor inAMoment() {
        return CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS);
    }

    /** Ends a {@link #load()} that still waits for the issuer. */
    @Override
    public void close() {
        closed = true;
    }
}

package dev.countersign.resourceserver.introspection;

import dev.countersign.resourceserver.refusal.AccessRefusal;
import dev.countersign.resourceserver.refusal.Refused;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Answers by the hash of the token they are about, the newest 10,000, each for so long from the
 * moment the question was <em>sent</em>: the issuer looked after that, so no answer used here is
 * older than the bound. A question under way counts as an answer: requests with one token cause
 * one. A question that failed is asked again.
 */
final class RecentAnswers {

    private static final int MOST = 10_000;
    private static final int MOST_AT_ONCE = 256;

    private record Asked(long sentNanos, CompletableFuture<IntrospectionAnswer> answer) {}

    private final long keepNanos;
    private final LongSupplier nanos;
    private final Map<String, Asked> asked = new LinkedHashMap<>();
    private final AtomicInteger underWay = new AtomicInteger();

    RecentAnswers(Duration keep, LongSupplier nanos) {
        this.keepNanos = keep.toNanos();
        this.nanos = nanos;
    }

    CompletableFuture<IntrospectionAnswer> of(
            String hash, Supplier<CompletableFuture<IntrospectionAnswer>> ask) {
        CompletableFuture<IntrospectionAnswer> promise = new CompletableFuture<>();
        Asked question;
        synchronized (asked) {
            long now = nanos.getAsLong();
            Asked last = asked.get(hash);
            if (last != null && now - last.sentNanos < keepNanos) {
                return last.answer;
            }
            question = new Asked(now, promise);
            if (underWay.incrementAndGet() > MOST_AT_ONCE) {
                underWay.decrementAndGet();
                return CompletableFuture.failedFuture(
                        new Refused(
                                AccessRefusal.INTROSPECTION_UNAVAILABLE,
                                "too many questions are under way"));
            }
            asked.remove(hash);
            asked.put(hash, question);
            forget(now);
        }
        var unused =
                ask.get()
                        .whenComplete(
                                (answer, failure) -> {
                                    underWay.decrementAndGet();
                                    if (failure == null) {
                                        promise.complete(answer);
                                    } else {
                                        drop(hash, question);
                                        promise.completeExceptionally(failure);
                                    }
                                });
        return promise;
    }

    private void drop(String hash, Asked failed) {
        synchronized (asked) {
            asked.remove(hash, failed);
        }
    }

    /** In the order of their sending: the first that still counts ends it. */
    private void forget(long now) {
        Iterator<Asked> eldest = asked.values().iterator();
        while (eldest.hasNext()) {
            boolean ended = now - eldest.next().sentNanos >= keepNanos;
            if (!ended && asked.size() <= MOST) {
                return;
            }
            // the one asked right now is the last of all: with nothing to be kept it goes as well
            eldest.remove();
        }
    }

    int size() {
        synchronized (asked) {
            return asked.size();
        }
    }
}

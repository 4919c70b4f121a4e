package dev.countersign.benchmarks.propagation;

import dev.countersign.benchmarks.Benchmark;
import dev.countersign.benchmarks.Latencies;
import dev.countersign.benchmarks.Options;
import dev.countersign.embedded.Component;
import dev.countersign.embedded.EmbeddedStack;
import dev.countersign.embedded.Secrets;
import dev.countersign.protocol.token.RefreshToken;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * {@code ./countersign benchmark propagation [--instances 10] [--rate 100] [--seconds 30]}: a
 * revocation-service process on PostgreSQL (with {@code fsync} on) and Kafka; the API instances are
 * as many cores of {@code resource-server} in this process, each with a consumer of its own.
 */
public final class PropagationBenchmark implements Benchmark {

    private static final String ISSUER = "http://localhost:8080";
    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final Duration READY_LIMIT = Duration.ofMinutes(1);
    private static final int WARM_UP_SECONDS = 10;

    @Override
    public void run(Options options) throws Exception {
        int instances = options.number("instances", 10);
        int rate = options.number("rate", 100);
        int seconds = options.number("seconds", 30);
        String keys = Secrets.keyFile();
        try (EmbeddedStack stack =
                        EmbeddedStack.startDurable(
                                Component.POSTGRES, Component.REDIS, Component.KAFKA);
                RevocationService service = RevocationService.start(stack, ISSUER, keys)) {
            List<RefreshToken> tokens =
                    RevokedGrants.make(
                            stack.countersign(), keys, rate * (WARM_UP_SECONDS + seconds));
            Map<String, Integer> places = new HashMap<>();
            tokens.forEach(token -> places.put(token.grant().toString(), places.size()));
            List<ApiInstance> apis =
                    IntStream.range(0, instances)
                            .mapToObj(
                                    it ->
                                            new ApiInstance(
                                                    ISSUER,
                                                    stack.kafka().bootstrapServers(),
                                                    it,
                                                    places))
                            .toList();
            try {
                measure(service, tokens, apis, rate, rate * WARM_UP_SECONDS);
            } finally {
                apis.forEach(ApiInstance::close);
            }
        }
    }

    private static void measure(
            RevocationService service,
            List<RefreshToken> tokens,
            List<ApiInstance> apis,
            int rate,
            int warmUp)
            throws InterruptedException {
        awaitReady(apis);
        List<Revoked> revoked;
        try (Revocations revocations = new Revocations(service.revocationEndpoint())) {
            revoked = revocations.atRate(tokens, rate);
        }
        long end = System.nanoTime() + GRACE.toNanos();
        while (missing(apis, revoked) > 0 && System.nanoTime() < end) {
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
        print(apis, revoked.subList(warmUp, revoked.size()), rate);
        if (missing(apis, revoked) > 0 || revoked.stream().anyMatch(it -> it.status() != 200)) {
            throw new AssertionError("a revocation failed, or did not reach every instance");
        }
    }

    private static void awaitReady(List<ApiInstance> apis) {
        long end = System.nanoTime() + READY_LIMIT.toNanos();
        while (!apis.stream().allMatch(ApiInstance::ready)) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("an API instance has not heard every rule");
            }
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
    }

    private static long missing(List<ApiInstance> apis, List<Revoked> revoked) {
        return apis.stream()
                .mapToLong(
                        api ->
                                revoked.stream()
                                        .filter(it -> api.refusedNanos(it.place()) == 0)
                                        .count())
                .sum();
    }

    private static void print(List<ApiInstance> apis, List<Revoked> revoked, int rate) {
        Latencies answers = new Latencies(revoked.size());
        Latencies afterAnswer = new Latencies(revoked.size() * apis.size());
        Latencies afterRequest = new Latencies(revoked.size() * apis.size());
        int earlier = 0;
        for (Revoked one : revoked) {
            answers.add(Duration.ofNanos(one.answeredNanos() - one.sentNanos()));
            for (ApiInstance api : apis) {
                long refused = api.refusedNanos(one.place());
                if (refused == 0) {
                    continue;
                }
                earlier += refused < one.answeredNanos() ? 1 : 0;
                afterAnswer.add(Duration.ofNanos(Math.max(0, refused - one.answeredNanos())));
                afterRequest.add(Duration.ofNanos(refused - one.sentNanos()));
            }
        }
        System.out.printf(
                "%d revocations at %d a second, %d API instances (library cores in one process)%n",
                revoked.size(), rate, apis.size());
        List<String> lines = new ArrayList<>();
        lines.add(line("answer of /oauth2/revoke", answers));
        lines.add(line("answer -> refusal at an API", afterAnswer));
        lines.add(line("request -> refusal at an API", afterRequest));
        lines.forEach(System.out::println);
        System.out.printf(
                "refused before the answer was read: %d of %d; missing: %d%n",
                earlier, revoked.size() * apis.size(), missing(apis, revoked));
    }

    private static String line(String what, Latencies latencies) {
        return "%-30s p50 %s, p99 %s, max %s"
                .formatted(
                        what,
                        Latencies.millis(latencies.percentile(0.5)),
                        Latencies.millis(latencies.percentile(0.99)),
                        Latencies.millis(latencies.percentile(1)));
    }
}

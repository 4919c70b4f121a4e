package dev.countersign.benchmarks.propagation;

import dev.countersign.resourceserver.ResourceServer;
import dev.countersign.resourceserver.revocation.RevocationRule;
import dev.countersign.resourceserver.token.AccessToken;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLongArray;

/** One API: the library with its own consumer and its own rules, on threads of its own. */
final class ApiInstance implements AutoCloseable {

    private final ResourceServer server;
    private final Map<String, Integer> grants;
    private final AtomicLongArray refusedNanos;

    /**
     * @param grants the place of each grant
     */
    ApiInstance(String issuer, String brokers, int number, Map<String, Integer> grants) {
        this.grants = grants;
        this.refusedNanos = new AtomicLongArray(grants.size());
        this.server =
                ResourceServer.builder()
                        .issuer(issuer)
                        .audience(issuer + "/api")
                        .kafka(brokers)
                        .instance("benchmark-" + number)
                        .build();
        server.onRule(this::inForce);
        server.start();
    }

    boolean ready() {
        return server.ready();
    }

    /** When this instance refused the grant's tokens for the first time; 0: not yet. */
    long refusedNanos(int place) {
        return refusedNanos.get(place);
    }

    private void inForce(RevocationRule rule) {
        String grant = rule.grantId().orElse("");
        Integer place = grants.get(grant);
        // asked as a request asks: only a refusal counts
        if (place != null && server.stops(tokenOf(grant))) {
            refusedNanos.compareAndSet(place, 0, System.nanoTime());
        }
    }

    private static AccessToken tokenOf(String grant) {
        Instant earlier = Instant.now().minusSeconds(60);
        return new AccessToken(
                "issuer",
                "subject",
                RevokedGrants.CLIENT,
                Set.of(),
                Set.of("api"),
                "token",
                "key",
                Optional.of(grant),
                Optional.empty(),
                earlier,
                earlier.plusSeconds(1800),
                earlier);
    }

    @Override
    public void close() {
        server.close();
    }
}

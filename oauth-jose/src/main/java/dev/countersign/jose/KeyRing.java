package dev.countersign.jose;

import dev.countersign.protocol.KeyId;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The signing keys in memory, at most ten seconds old: what is older is read again before it is
 * used, so a compromised key verifies nothing for longer than that. From half that age on it is
 * renewed beside the calls, so that a busy server does not wait. The first key is made where there
 * is none.
 */
@Singleton
public final class KeyRing {

    private static final Logger LOG = Logger.getLogger(KeyRing.class);
    private static final Duration OLDEST = Duration.ofSeconds(10);
    private static final Duration RENEWED_FROM = Duration.ofSeconds(5);

    private final SigningKeys stored;
    private final KeySealing sealing;
    private final InstantSource clock;
    private final AtomicReference<@Nullable Uni<Snapshot>> reading = new AtomicReference<>();
    private volatile Snapshot latest = new Snapshot(List.of(), Instant.MIN);

    /** What the store held when the read began. */
    private record Snapshot(List<SigningKey> keys, Instant readAt) {

        boolean isOlderThan(Duration age, Instant now) {
            return readAt.equals(Instant.MIN) || readAt.plus(age).isBefore(now);
        }

        Optional<SigningKey> byId(KeyId id) {
            return keys.stream().filter(key -> key.id().equals(id)).findFirst();
        }

        /** The newest that may sign; past its time, the newest signs on rather than none. */
        Optional<SigningKey> signing(SigningAlgorithm algorithm, Instant now) {
            return keys.stream()
                    .filter(key -> key.algorithm() == algorithm && !key.signsFrom().isAfter(now))
                    .max(
                            Comparator.comparing((SigningKey key) -> key.signsAt(now))
                                    .thenComparing(SigningKey::signsFrom)
                                    .thenComparing(key -> key.id().value()));
        }
    }

    public KeyRing(SigningKeys stored, KeySealing sealing, InstantSource clock) {
        this.stored = stored;
        this.sealing = sealing;
        this.clock = clock;
    }

    /** Reads the keys, and makes the first one where there is none. */
    public Uni<Void> start() {
        return reread().replaceWithVoid();
    }

    /** The key that signs now. */
    public Uni<SigningKey> signing(SigningAlgorithm algorithm) {
        return fresh().map(
                        snapshot ->
                                snapshot.signing(algorithm, clock.instant())
                                        .orElseThrow(
                                                () ->
                                                        new IllegalStateException(
                                                                "no key signs " + algorithm)));
    }

    /** An unknown id makes the store be read again, at most once in five seconds. */
    public Uni<Optional<SigningKey>> byId(KeyId id) {
        return fresh().flatMap(
                        snapshot -> {
                            boolean reread =
                                    snapshot.byId(id).isEmpty()
                                            && snapshot.isOlderThan(RENEWED_FROM, clock.instant());
                            return reread ? reread() : Uni.createFrom().item(snapshot);
                        })
                .map(snapshot -> snapshot.byId(id));
    }

    /** The public keys by which a token that is alive may have been signed, or will be. */
    public Uni<JwkSet> published() {
        return fresh().map(
                        snapshot -> {
                            Instant now = clock.instant();
                            Optional<SigningKey> signing =
                                    snapshot.signing(SigningAlgorithm.RS256, now);
                            return JwkSet.of(
                                    snapshot.keys().stream()
                                            .filter(
                                                    key ->
                                                            key.isPublishedAt(now)
                                                                    || signing.filter(key::equals)
                                                                            .isPresent())
                                            .toList());
                        });
    }

    private Uni<Snapshot> fresh() {
        return Uni.createFrom()
                .deferred(
                        () -> {
                            Snapshot snapshot = latest;
                            Instant now = clock.instant();
                            if (snapshot.isOlderThan(OLDEST, now)) {
                                return reread();
                            }
                            if (snapshot.isOlderThan(RENEWED_FROM, now)) {
                                renew();
                            }
                            return Uni.createFrom().item(snapshot);
                        });
    }

    private void renew() {
        reread().subscribe()
                .with(
                        renewed -> {},
                        failure -> LOG.warnf("The signing keys were not renewed: %s", failure));
    }

    /** However many ask at once, the store is asked once. */
    private Uni<Snapshot> reread() {
        Uni<Snapshot> mine = read().memoize().indefinitely();
        Uni<Snapshot> running = reading.compareAndExchange(null, mine);
        return running == null ? mine : running;
    }

    private Uni<Snapshot> read() {
        return Uni.createFrom()
                .deferred(
                        () -> {
                            Instant began = clock.instant();
                            return storedOrFirst().map(keys -> new Snapshot(keys, began));
                        })
                .invoke(snapshot -> latest = snapshot)
                .onTermination()
                .invoke(() -> reading.set(null));
    }

    private Uni<List<SigningKey>> storedOrFirst() {
        return stored.all()
                .flatMap(
                        keys ->
                                keys.isEmpty()
                                        ? addFirst().chain(stored::all)
                                        : Uni.createFrom().item(keys))
                .map(keys -> keys.stream().map(sealing::open).toList());
    }

    private Uni<Void> addFirst() {
        LOG.info("There is no signing key yet: making the first one");
        return Uni.createFrom()
                .item(
                        () ->
                                sealing.seal(
                                        SigningKey.generate(
                                                SigningAlgorithm.RS256, clock.instant())))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .flatMap(stored::addIfNone);
    }
}

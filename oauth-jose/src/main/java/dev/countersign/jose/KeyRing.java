package dev.countersign.jose;

import dev.countersign.protocol.KeyId;
import dev.countersign.protocol.SigningAlgorithm;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The signing keys in memory, at most two seconds old: what is older is read again before it is
 * used, so a compromised key signs nothing for longer than that. From half that age on it is
 * renewed beside the calls, so that a busy server does not wait. Where there is no key of an
 * algorithm its first one is made, of all algorithms at once: no later request waits for one.
 */
@Singleton
public final class KeyRing {

    private static final Logger LOG = Logger.getLogger(KeyRing.class);
    private static final Duration OLDEST = Duration.ofSeconds(2);
    private static final Duration RENEWED_FROM = Duration.ofSeconds(1);

    private final SigningKeys stored;
    private final KeySealing sealing;
    private final InstantSource clock;
    private final AtomicReference<@Nullable Uni<Snapshot>> reading = new AtomicReference<>();
    private volatile Snapshot latest = Snapshot.of(List.of(), Instant.MIN);

    /** What the store held when the read began. */
    private record Snapshot(List<SigningKey> keys, KeySchedule schedule, Instant readAt) {

        static Snapshot of(List<SigningKey> keys, Instant readAt) {
            return new Snapshot(
                    keys, new KeySchedule(keys.stream().map(SigningKey::times).toList()), readAt);
        }

        boolean isOlderThan(Duration age, Instant now) {
            return readAt.equals(Instant.MIN) || readAt.plus(age).isBefore(now);
        }

        Optional<SigningKey> byId(KeyId id) {
            return keys.stream().filter(key -> key.id().equals(id)).findFirst();
        }

        Optional<SigningKey> signing(SigningAlgorithm algorithm, Instant now) {
            return schedule.signing(algorithm, now).flatMap(it -> byId(it.id()));
        }

        List<SigningKey> published(Instant now) {
            return schedule.published(now).stream().flatMap(it -> byId(it.id()).stream()).toList();
        }
    }

    public KeyRing(SigningKeys stored, KeySealing sealing, InstantSource clock) {
        this.stored = stored;
        this.sealing = sealing;
        this.clock = clock;
    }

    /** Reads the keys, and makes the first ones where there are none. */
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

    /** An unknown id makes the store be read again, at most once a second. */
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

    /** Whether the key is not compromised, whatever is remembered of it. */
    Uni<Boolean> stands(KeyId id) {
        return stored.stands(id);
    }

    /** The public keys by which a token that is alive may have been signed, or will be. */
    public Uni<JwkSet> published() {
        return fresh().map(snapshot -> JwkSet.of(snapshot.published(clock.instant())));
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
                            return storedOrFirst().map(keys -> Snapshot.of(keys, began));
                        })
                .invoke(snapshot -> latest = snapshot)
                .onTermination()
                .invoke(() -> reading.set(null));
    }

    private Uni<List<SigningKey>> storedOrFirst() {
        return stored.all()
                .flatMap(
                        keys -> {
                            List<SigningAlgorithm> missing = missing(keys);
                            return missing.isEmpty()
                                    ? Uni.createFrom().item(keys)
                                    : addFirst(missing).chain(stored::all);
                        })
                .map(keys -> keys.stream().map(this::opened).toList());
    }

    private static List<SigningAlgorithm> missing(List<SealedSigningKey> keys) {
        return Arrays.stream(SigningAlgorithm.values())
                .filter(it -> keys.stream().noneMatch(key -> key.algorithm() == it))
                .toList();
    }

    /** The key pair of an id never changes, so that it is opened once. */
    private SigningKey opened(SealedSigningKey sealed) {
        return latest.byId(sealed.id())
                .map(known -> known.timedAs(sealed))
                .orElseGet(() -> sealing.open(sealed));
    }

    private Uni<Void> addFirst(List<SigningAlgorithm> algorithms) {
        LOG.infof(
                "There is no signing key yet for %s: making the first",
                algorithms.stream().map(SigningAlgorithm::word).collect(Collectors.joining(", ")));
        return Multi.createFrom()
                .iterable(algorithms)
                .onItem()
                .transformToUniAndConcatenate(it -> sealedFirst(it).flatMap(stored::addIfNone))
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<SealedSigningKey> sealedFirst(SigningAlgorithm algorithm) {
        return Uni.createFrom()
                .item(() -> sealing.generate(algorithm, clock.instant()))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }
}

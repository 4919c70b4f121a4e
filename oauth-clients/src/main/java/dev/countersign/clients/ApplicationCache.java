package dev.countersign.clients;

import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.Origin;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Applications and APIs in memory. Whoever hears of changes ends the copies that they concern, and
 * says up to when all have been heard; while nobody does, a copy is soon too old to be used. A
 * stale one issues, tells and revokes nothing: the statement that acts for a caller compares its
 * {@link Credential} with what is registered now.
 */
@Singleton
public final class ApplicationCache {

    /** Changes committed before {@code upTo} have ended their copies; said at {@code nanos}. */
    private record Heard(Instant upTo, long nanos) {}

    /** Of the origins of all applications together, so there is one. */
    private static final String ALL = "all";

    private final Rereading rereading;
    private final InstantSource clock;
    private final LongSupplier nanos;
    private final Copies<ClientId, Optional<Application>> applications;
    private final Copies<ClientId, Optional<Api>> apis;
    private final Copies<String, Set<Origin>> origins;
    private volatile @Nullable Heard heard;

    @Inject
    public ApplicationCache(Applications registered, Rereading rereading, InstantSource clock) {
        this(registered, rereading, clock, System::nanoTime);
    }

    ApplicationCache(
            Applications registered, Rereading rereading, InstantSource clock, LongSupplier nanos) {
        this.rereading = rereading;
        this.clock = clock;
        this.nanos = nanos;
        this.applications = copies(registered::find);
        this.apis = copies(registered::findApi);
        this.origins = copies(all -> registered.origins());
    }

    private <K, V> Copies<K, V> copies(Function<K, Uni<V>> read) {
        return new Copies<>(read, rereading.heard(), this::believed, nanos);
    }

    /** The application; a failed read is not remembered. */
    public Uni<Optional<Application>> find(ClientId id) {
        return applications.find(id);
    }

    /**
     * The application as it is from now on: no copy, and no read that began before this call, will
     * do. What was read is remembered, in place of any copy.
     */
    public Uni<Optional<Application>> findAnew(ClientId id) {
        return applications.findAnew(id);
    }

    /** The API; a failed read is not remembered. */
    public Uni<Optional<Api>> findApi(ClientId introspectionClient) {
        return apis.find(introspectionClient);
    }

    /** The same of an API as {@link #findAnew} of an application. */
    public Uni<Optional<Api>> findApiAnew(ClientId introspectionClient) {
        return apis.findAnew(introspectionClient);
    }

    /** Whether pages of this origin may call in the name of some enabled application. */
    public Uni<Boolean> someAllows(Origin origin) {
        return origins.find(ALL).map(all -> all.contains(origin));
    }

    /** Forgets a caller, application or API, so that the next call reads it. */
    public void evict(ClientId id) {
        applications.forget(id);
        apis.forget(id);
        origins.forget(ALL);
    }

    /** Forgets everything: an API changed, whose scopes any application may have. */
    public void evictAll() {
        applications.forgetAll();
        apis.forgetAll();
        origins.forgetAll();
    }

    /**
     * Says that every change committed before this instant, by PostgreSQL's clock, has been heard.
     * To be repeated with ever later instants.
     */
    public void heard(Instant upTo) {
        Heard known = heard;
        if (known == null || upTo.isAfter(known.upTo())) {
            heard = new Heard(upTo, nanos.getAsLong());
        }
    }

    /** A clock that is as far off as that is no better than silence. */
    private Duration believed() {
        Heard last = heard;
        boolean hearing =
                last != null
                        && isShort(Duration.ofNanos(nanos.getAsLong() - last.nanos()))
                        && isShort(Duration.between(last.upTo(), clock.instant()).abs());
        return hearing ? rereading.heard() : rereading.unheard();
    }

    private boolean isShort(Duration silence) {
        return silence.compareTo(rereading.unheard()) <= 0;
    }
}

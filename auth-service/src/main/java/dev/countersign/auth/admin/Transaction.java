package dev.countersign.auth.admin;

import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.store.StoreAway;
import dev.countersign.store.audit.AuditEvent;
import dev.countersign.store.idempotency.IdempotencyKey;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.core.VertxException;
import io.vertx.core.json.JsonObject;
import jakarta.persistence.OptimisticLockException;
import java.io.IOException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.hibernate.StaleStateException;
import org.hibernate.reactive.mutiny.Mutiny.Session;
import org.jspecify.annotations.Nullable;

/**
 * A transaction in which entities are written: what they say and the audit record of it stand, or
 * neither does.
 */
public final class Transaction {

    /** Any number will do, as long as whoever writes names takes the same. */
    private static final String ONE_AT_A_TIME = "select pg_advisory_xact_lock(728200145)";

    private static final String AUDIT =
            """
            insert into audit_events (id, actor, action, target, detail, address)
            values (?1, ?2, ?3, ?4, cast(cast(?5 as text) as jsonb), ?6)
            """;

    private static final String TAKE_KEY =
            """
            insert into idempotency_keys (actor, key, request, answer)
            values (?1, ?2, decode(?3, 'hex'), jsonb_build_object('id', cast(?4 as text)))
            on conflict (actor, key) do nothing
            """;

    private static final String TAKEN_KEY =
            """
            select encode(request, 'hex') || (answer ->> 'id') from idempotency_keys
            where actor = ?1 and key = ?2
            """;

    private Transaction() {}

    /**
     * A failed {@code Uni} carries {@code VERSION_OLD} where another change came in between, and
     * {@code STORE_AWAY}.
     */
    public static <T> Uni<T> of(Supplier<Uni<T>> work) {
        return Panache.withTransaction(work).onFailure().transform(Transaction::explained);
    }

    /** Those who write the names that must be told apart take turns: there are few of them. */
    public static <T> Uni<T> ofNames(Supplier<Uni<T>> work) {
        return of(
                () ->
                        session()
                                .flatMap(
                                        it ->
                                                it.createNativeQuery(ONE_AT_A_TIME, Object.class)
                                                        .getSingleResultOrNull())
                                .chain(work::get));
    }

    /** Within {@link #of}. */
    public static Uni<Void> audit(AuditEvent event) {
        return session()
                .flatMap(
                        it ->
                                it.createNativeQuery(AUDIT)
                                        .setParameter(1, UUID.randomUUID())
                                        .setParameter(2, event.actor())
                                        .setParameter(3, event.action())
                                        .setParameter(4, event.target().orElse(null))
                                        .setParameter(5, new JsonObject(event.detail()).encode())
                                        .setParameter(6, event.address().orElse(null))
                                        .executeUpdate())
                .replaceWithVoid();
    }

    /**
     * Within {@link #of}: the id of what was made under this key before; empty where this is the
     * first time, which is then remembered under the id.
     *
     * @throws OAuthException in the {@code Uni}: {@code IDEMPOTENCY_KEY_REUSED} for another request
     */
    public static Uni<Optional<String>> take(Optional<IdempotencyKey> key, String id) {
        return key.isEmpty()
                ? Uni.createFrom().item(Optional.empty())
                : session().flatMap(it -> take(it, key.get(), id));
    }

    private static Uni<Optional<String>> take(Session session, IdempotencyKey key, String id) {
        String request = HexFormat.of().formatHex(key.request());
        return session.createNativeQuery(TAKE_KEY)
                .setParameter(1, key.actor())
                .setParameter(2, key.key())
                .setParameter(3, request)
                .setParameter(4, id)
                .executeUpdate()
                .flatMap(
                        taken ->
                                taken == 1
                                        ? Uni.createFrom().item(Optional.<String>empty())
                                        : before(session, key, request));
    }

    private static Uni<Optional<String>> before(
            Session session, IdempotencyKey key, String request) {
        return session.createNativeQuery(TAKEN_KEY, String.class)
                .setParameter(1, key.actor())
                .setParameter(2, key.key())
                .getSingleResultOrNull()
                .map(Optional::ofNullable)
                .invoke(
                        found -> {
                            if (!found.orElse(request).startsWith(request)) {
                                throw new OAuthException(Refusal.IDEMPOTENCY_KEY_REUSED);
                            }
                        })
                .map(found -> found.map(it -> it.substring(request.length())));
    }

    private static Uni<Session> session() {
        return Panache.getSession();
    }

    private static Throwable explained(Throwable failure) {
        for (@Nullable Throwable it = failure; it != null; it = it.getCause()) {
            switch (it) {
                case OAuthException refused -> {
                    return refused;
                }
                case OptimisticLockException ignored -> {
                    return new OAuthException(Refusal.VERSION_OLD);
                }
                case StaleStateException ignored -> {
                    return new OAuthException(Refusal.VERSION_OLD);
                }
                case IOException away -> {
                    return StoreAway.refusal(StoreAway.Effect.UNKNOWN, away);
                }
                case TimeoutException away -> {
                    return StoreAway.refusal(StoreAway.Effect.UNKNOWN, away);
                }
                case VertxException away -> {
                    return StoreAway.refusal(StoreAway.Effect.UNKNOWN, away);
                }
                default -> {}
            }
        }
        return failure;
    }
}

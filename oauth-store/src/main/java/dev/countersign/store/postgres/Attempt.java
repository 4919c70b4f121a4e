package dev.countersign.store.postgres;

import dev.countersign.store.StoreAway;
import dev.countersign.store.StoreAway.Effect;
import io.smallrye.mutiny.Uni;
import io.vertx.core.VertxException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/**
 * One call on its way: waiting for a connection, sent, or given up before it was sent. Once given
 * up it is never sent, so that whoever was told that nothing happened can rely on it.
 */
final class Attempt {

    private enum Stage {
        WAITING,
        SENT,
        GIVEN_UP
    }

    /**
     * SQLSTATE classes and codes that say: not now. No connection, no access, no room, shutting
     * down, a read-only replica, a deadlock. The others are answers, or bugs of ours.
     */
    private static final Set<String> AWAY_CLASSES = Set.of("08", "28", "3D", "53", "57", "58");

    private static final Set<String> AWAY_CODES = Set.of("25006", "40001", "40P01", "55P03");

    private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.WAITING);

    /** Begins the work, unless nobody waits for its answer any more. */
    <T> Uni<T> sending(SqlConnection connection, Function<SqlConnection, Uni<T>> work) {
        return stage.compareAndSet(Stage.WAITING, Stage.SENT)
                ? work.apply(connection)
                : Uni.createFrom().failure(new TimeoutException("given up before it was sent"));
    }

    /** The failure as callers may see it. */
    Throwable explain(Throwable failure) {
        if (!isAway(failure)) {
            return failure;
        }
        boolean unsent = stage.compareAndSet(Stage.WAITING, Stage.GIVEN_UP);
        boolean refused = failure instanceof PgException pg && "ERROR".equals(pg.getSeverity());
        return StoreAway.refusal(unsent || refused ? Effect.NONE : Effect.UNKNOWN, failure);
    }

    private static boolean isAway(Throwable failure) {
        return switch (failure) {
            case PgException pg -> isAway(String.valueOf(pg.getSqlState()));
            case IOException ignored -> true;
            case TimeoutException ignored -> true;
            case io.smallrye.mutiny.TimeoutException ignored -> true;
            // a closed connection, and what the pool says when no connection is to be had
            case VertxException ignored -> true;
            case NoStackTraceThrowable ignored -> true;
            default -> false;
        };
    }

    private static boolean isAway(String sqlState) {
        return AWAY_CODES.contains(sqlState)
                || (sqlState.length() == 5 && AWAY_CLASSES.contains(sqlState.substring(0, 2)));
    }
}

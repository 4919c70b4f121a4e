package dev.countersign.revocation.relay;

import dev.countersign.store.loop.Loop;
import io.vertx.mutiny.pgclient.PgConnection;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Hears at once of what waits to be published, by {@code LISTEN} on a connection of its own. Only a
 * shortcut: the outbox is also asked at every connect and five times a second.
 */
final class Notifications implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Notifications.class);

    private final Pool pool;
    private final String channel;
    private final Runnable wake;
    private volatile @Nullable SqlConnection connection;

    Notifications(Pool pool, String channel, Runnable wake) {
        this.pool = pool;
        this.channel = channel;
        this.wake = wake;
    }

    /** Sees that the connection is there and alive; to be called regularly. */
    void run() {
        SqlConnection known = connection;
        if (known == null) {
            listen();
        } else {
            check(known);
        }
    }

    private void listen() {
        SqlConnection fresh = Loop.await(pool.getConnection());
        try {
            PgConnection.cast(fresh).notificationHandler(heard -> wake.run());
            fresh.closeHandler(() -> connection = null);
            Loop.await(fresh.query("listen " + channel).execute());
            connection = fresh;
        } catch (RuntimeException e) {
            drop(fresh);
            throw e;
        }
        wake.run();
    }

    private void check(SqlConnection known) {
        try {
            Loop.await(known.query("select 1").execute());
        } catch (RuntimeException e) {
            drop(known);
            throw e;
        }
    }

    /** Goes back to the pool without a subscription, or is found to be closed there. */
    private void drop(SqlConnection former) {
        connection = null;
        former.query("unlisten " + channel)
                .execute()
                .onItemOrFailure()
                .call(former::close)
                .subscribe()
                .with(done -> {}, failure -> LOG.debugf(failure, "The connection was lost"));
    }

    @Override
    public void close() {
        SqlConnection known = connection;
        if (known != null) {
            drop(known);
        }
    }
}

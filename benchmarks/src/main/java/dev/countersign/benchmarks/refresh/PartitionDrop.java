package dev.countersign.benchmarks.refresh;

import static dev.countersign.benchmarks.Latencies.millis;

import dev.countersign.benchmarks.Latencies;
import dev.countersign.embedded.Database;
import dev.countersign.store.grant.GrantPartitions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

/**
 * A week of grants that is history, dropped while others are refreshed, by the class that does it
 * in the running server.
 */
final class PartitionDrop {

    /** A week that ended five weeks ago; the inventory keeps thirty days. */
    private static final List<String> FILL =
            List.of(
                    "select make_grant_partitions(now() - interval '35 days' - interval '1 week',"
                            + " now() - interval '35 days' - interval '1 week')",
                    """
                    insert into grants (id, user_id, client_id, scopes, audiences, authorized_at,
                      auth_time, acr, amr, issued_at, refresh_hash, last_used_at, last_used_on)
                    select overlay(grant_id_floor(at)::text placing
                        substr(gen_random_uuid()::text, 15) from 15)::uuid,
                      gen_random_uuid(), 'history', '{openid,offline_access}', '{}', at, at, '1',
                      '{pwd}', at, sha256(n::text::bytea), at, at::date
                    from generate_series(1, %d) n,
                      (select now() - interval '35 days' - interval '1 week') w (at)
                    """);

    private static final String LEFT =
            "select count(*) from grant_partitions where ends_at < now() - interval '30 days'";

    private final Database database;
    private final int rows;
    private final Latencies meanwhile;
    private volatile long began = Long.MAX_VALUE;
    private volatile long ended = Long.MAX_VALUE;

    /**
     * @param rows of the partition
     * @param refreshes how many may fall into the time of it
     */
    PartitionDrop(Database database, int rows, int refreshes) {
        this.database = database;
        this.rows = rows;
        this.meanwhile = new Latencies(refreshes);
    }

    void fill() throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            for (String sql : FILL) {
                statement.execute(sql.formatted(rows));
            }
        }
    }

    /**
     * Returns when it is gone.
     *
     * @throws AssertionError if it is not
     */
    void drop() {
        try (GrantStore store = new GrantStore(database, 4, (begin, end) -> {})) {
            began = System.nanoTime();
            GrantStore.await(new GrantPartitions(store.postgres()).keep());
            ended = System.nanoTime();
            long left =
                    GrantStore.await(
                            store.postgres().row(LEFT).map(row -> row.orElseThrow().getLong(0)));
            if (left > 0) {
                throw new AssertionError("the partition was not dropped");
            }
        }
    }

    /** A refresh took from one instant to another, of {@link System#nanoTime}. */
    void refreshed(long begin, long end) {
        if (end > began && begin < ended) {
            meanwhile.add(Duration.ofNanos(end - begin));
        }
    }

    long refreshesMeanwhile() {
        return meanwhile.count();
    }

    @Override
    public String toString() {
        return "  a partition of %,d grants was dropped in %s; refreshes meanwhile: %,d, p50 %s, p99 %s, longest %s%n"
                .formatted(
                        rows,
                        millis(Duration.ofNanos(ended - began)),
                        meanwhile.count(),
                        millis(meanwhile.percentile(0.5)),
                        millis(meanwhile.percentile(0.99)),
                        millis(meanwhile.percentile(1)));
    }
}

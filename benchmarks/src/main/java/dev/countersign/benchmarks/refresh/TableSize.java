package dev.countersign.benchmarks.refresh;

import dev.countersign.store.postgres.Postgres;
import java.time.Duration;

/**
 * The table of grants with its indexes, all partitions of what has not ended together.
 *
 * @param heap bytes of the rows alone
 * @param total bytes with indexes
 */
record TableSize(long rows, long heap, long total, long dead, long updates, long hot) {

    private static final String SIZE =
            """
            select (select count(*) from grants where id > grant_id_floor(now())) as rows,
              sum(pg_relation_size(relid))::bigint as heap,
              sum(pg_total_relation_size(relid))::bigint as total,
              sum(pg_stat_get_dead_tuples(relid))::bigint as dead,
              sum(pg_stat_get_tuples_updated(relid))::bigint as updates,
              sum(pg_stat_get_tuples_hot_updated(relid))::bigint as hot
            from pg_partition_tree('grants') join grant_partitions on name = relid::text
            where isleaf and ends_at > now()
            """;

    static TableSize of(Postgres postgres) {
        var row = postgres.row(SIZE).await().atMost(Duration.ofSeconds(60)).orElseThrow();
        return new TableSize(
                row.getLong("rows"),
                row.getLong("heap"),
                row.getLong("total"),
                row.getLong("dead"),
                row.getLong("updates"),
                row.getLong("hot"));
    }

    long indexes() {
        return total - heap;
    }

    @Override
    public String toString() {
        return "%,d rows, %,d kB of rows, %,d kB with indexes, %,d dead row versions"
                .formatted(rows, heap / 1024, total / 1024, dead);
    }
}

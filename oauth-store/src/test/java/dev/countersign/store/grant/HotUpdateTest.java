package dev.countersign.store.grant;

import static dev.countersign.store.Stores.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.protocol.token.RefreshToken;
import dev.countersign.store.Stores;
import dev.countersign.store.World;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** However often a grant is refreshed, its row is changed in place and no index grows. */
class HotUpdateTest {

    private static final int REFRESHES = 200;
    private static final int GRANTS = 30;

    private final Stores stores = Stores.shared();
    private final World world = new World(stores);

    @Test
    void nearlyEveryRefreshIsAHotUpdate() throws Exception {
        Counts before = counts();
        RefreshToken token = world.grant("openid");
        for (int i = 0; i < REFRESHES; i++) {
            assertThat(await(stores.grants.refresh(token, world.credential(), Narrowing.NONE)))
                    .isInstanceOf(Refreshed.Rotated.class);
            token = stores.tokens.successor(token);
        }
        Counts after = countsOnceCounted(before.updates + REFRESHES);

        assertThat(after.updates - before.updates).isGreaterThanOrEqualTo(REFRESHES);
        assertThat(after.hot - before.hot)
                .isGreaterThanOrEqualTo((after.updates - before.updates) * 95 / 100);
    }

    @Test
    void neitherTheTableNorAnIndexGrowsWithRefreshes() {
        List<RefreshToken> tokens =
                Stream.generate(() -> world.grant("openid")).limit(GRANTS).toList();
        // first the space on the pages that is left for updates is taken into use
        tokens = refreshed(tokens, 20);
        Row before = sizes(tokens.getFirst());
        refreshed(tokens, 60);
        Row after = sizes(tokens.getFirst());

        assertThat(after.getLong("indexes")).isEqualTo(before.getLong("indexes"));
        // without reuse it would be more than a hundred pages
        assertThat(after.getLong("pages") - before.getLong("pages")).isLessThanOrEqualTo(2);
    }

    private List<RefreshToken> refreshed(List<RefreshToken> tokens, int times) {
        List<RefreshToken> current = tokens;
        for (int i = 0; i < times; i++) {
            for (RefreshToken token : current) {
                assertThat(await(stores.grants.refresh(token, world.credential(), Narrowing.NONE)))
                        .isInstanceOf(Refreshed.Rotated.class);
            }
            current = current.stream().map(stores.tokens::successor).toList();
        }
        return current;
    }

    /** Of the partition in which this grant is. */
    private Row sizes(RefreshToken token) {
        return await(
                        stores.postgres.row(
                                """
                                select pg_indexes_size(tableoid) as indexes,
                                  pg_relation_size(tableoid) / 8192 as pages
                                from grants where id = $1
                                """,
                                token.grant()))
                .orElseThrow();
    }

    private record Counts(long updates, long hot) {}

    private Counts counts() {
        Row row =
                await(
                                stores.postgres.row(
                                        """
                                        select coalesce(sum(n_tup_upd), 0)::bigint as updates,
                                               coalesce(sum(n_tup_hot_upd), 0)::bigint as hot
                                        from pg_stat_user_tables where relname like 'grants_%'
                                        """))
                        .orElseThrow();
        return new Counts(row.getLong("updates"), row.getLong("hot"));
    }

    /** PostgreSQL's backends report with a delay. */
    private Counts countsOnceCounted(long updates) throws Exception {
        for (int i = 0; i < 100; i++) {
            Counts counts = counts();
            if (counts.updates >= updates) {
                return counts;
            }
            Thread.sleep(Duration.ofMillis(100));
        }
        return counts();
    }
}

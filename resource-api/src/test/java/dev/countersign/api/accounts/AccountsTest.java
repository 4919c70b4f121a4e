package dev.countersign.api.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.api.TestApi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@TestApi
class AccountsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject Pool pool;

    @Test
    void manyReplicasThatStartTogetherMakeOneTable() {
        var unused = pool.query("drop table accounts").execute().await().atMost(PATIENCE);
        List<Uni<List<Account>>> replicas =
                IntStream.range(0, 8).mapToObj(i -> new Accounts(pool).of("carol")).toList();

        List<List<Account>> seen = Uni.join().all(replicas).andFailFast().await().atMost(PATIENCE);

        assertThat(seen).hasSize(8).allMatch(accounts -> accounts.equals(seen.getFirst()));
        assertThat(seen.getFirst()).hasSize(2);
    }
}

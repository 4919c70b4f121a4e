package dev.countersign.store.change;

import static dev.countersign.store.Stores.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.protocol.RandomText;
import dev.countersign.store.Stores;
import dev.countersign.store.World;
import dev.countersign.store.postgres.Postgres;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChangeOutboxTest {

    private static final String RENAME = "update applications set name = 'x' where client_id = $1";

    private final Stores stores = Stores.shared();
    private final ChangeOutbox outbox = new ChangeOutbox(stores.postgres);

    @BeforeEach
    void publishWhatOthersLeft() {
        stores.sql(
                "update application_changes set published_at = now() where published_at is null");
    }

    /** Those of these tests, which run one after another. */
    private List<Change> publishAll() {
        List<RecordedChange> published = new ArrayList<>();
        await(
                outbox.publish(
                        100,
                        rows -> {
                            published.addAll(rows);
                            return Uni.createFrom().item(ids(rows));
                        }));
        return published.stream().map(RecordedChange::change).toList();
    }

    private static Set<UUID> ids(List<RecordedChange> rows) {
        return rows.stream().map(RecordedChange::id).collect(Collectors.toSet());
    }

    @Test
    void anApplicationThatIsMadeChangedOrDeletedWaitsToBePublished() {
        World world = new World(stores);
        Change ofIt = new Change.OfApplication(world.client);
        assertThat(publishAll()).containsExactly(ofIt);
        stores.sql("update applications set enabled = false where client_id = $1", world.client);
        assertThat(publishAll()).containsExactly(ofIt);
        stores.sql("delete from applications where client_id = $1", world.client);
        assertThat(publishAll()).containsExactly(ofIt);
        assertThat(publishAll()).isEmpty();
    }

    @Test
    void soDoesAnApiForItselfAndForEachOfItsScopes() {
        String api = "urn:" + RandomText.ofBits(64);
        Change ofIt = new Change.OfApi(api);
        stores.sql("insert into apis (identifier, name) values ($1, 'An API')", api);
        assertThat(publishAll()).containsExactly(ofIt);
        stores.sql("insert into api_scopes values ($1, $2, 'A sentence')", api, "s" + api);
        assertThat(publishAll()).containsExactly(ofIt);
        stores.sql("update api_scopes set sentence = 'Another' where api = $1", api);
        assertThat(publishAll()).containsExactly(ofIt);
        stores.sql("delete from apis where identifier = $1", api);
        assertThat(publishAll()).containsOnly(ofIt).hasSize(2);
    }

    @Test
    void aChangeThatWasRolledBackIsNone() {
        World world = new World(stores);
        publishAll();
        Uni<Void> rolledBack =
                stores.postgres.transaction(
                        connection ->
                                Postgres.execute(connection, RENAME, world.client)
                                        .replaceWithVoid()
                                        .invoke(
                                                () -> {
                                                    throw new IllegalStateException("no");
                                                }));
        assertThatThrownBy(() -> await(rolledBack)).hasMessage("no");
        assertThat(publishAll()).isEmpty();
    }

    @Test
    void onlyWhatWasPublishedLongAgoIsForgotten() {
        World published = new World(stores);
        publishAll();
        World waiting = new World(stores);
        stores.sql(
                """
                update application_changes set created_at = now() - interval '2 days',
                  published_at = published_at - interval '2 days'
                where client_id in ($1, $2)
                """,
                published.client,
                waiting.client);
        assertThat(await(outbox.forgetPublished(Duration.ofDays(3)))).isZero();
        assertThat(await(outbox.forgetPublished(Duration.ofDays(1)))).isEqualTo(1);
        assertThat(publishAll()).containsExactly(new Change.OfApplication(waiting.client));
    }
}

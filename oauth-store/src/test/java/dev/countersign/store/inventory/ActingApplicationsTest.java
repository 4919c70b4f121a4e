package dev.countersign.store.inventory;

import static dev.countersign.store.Stores.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.RandomText;
import dev.countersign.protocol.Scopes;
import dev.countersign.protocol.SessionId;
import dev.countersign.store.Stores;
import dev.countersign.store.inventory.ActingApplications.ActingApplication;
import dev.countersign.store.inventory.GrantFilter.Access;
import dev.countersign.store.inventory.GrantFilter.Days;
import dev.countersign.store.inventory.GrantFilter.Holder;
import dev.countersign.store.inventory.GrantFilter.Period;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Client credentials write nothing: the application itself is the line (design, section 2). */
class ActingApplicationsTest {

    private final Stores stores = Stores.shared();
    private final ActingApplications applications = new ActingApplications(stores.postgres);
    private final String mark = RandomText.ofBits(64);
    private final ClientId client = new ClientId("job-" + mark);
    private final String api = "https://jobs/" + mark;
    private final Scopes scope = Scopes.parse("run" + mark);

    ActingApplicationsTest() {
        stores.sql("insert into apis (identifier, name) values ($1, 'Jobs')", api);
        stores.sql(
                "insert into api_scopes (api, name, sentence) values ($1, $2, '')",
                api,
                scope.toString());
        stores.sql(
                """
                insert into applications (client_id, name, type, secret, scopes, grant_types)
                values ($1, 'Job', 'service', 'x', $2, '{client_credentials}')
                """,
                client,
                scope);
    }

    private List<ClientId> find(GrantFilter filter) {
        return await(applications.find(filter)).stream().map(ActingApplication::client).toList();
    }

    private GrantFilter of(Optional<ClientId> id, Scopes scopes, Optional<String> identifier) {
        return GrantFilter.ANY.with(new Access(id, scopes, identifier));
    }

    @Test
    void anApplicationThatActsForItselfIsOneLineWhereTheFilterAllowsIt() {
        GrantFilter mine = of(Optional.of(client), Scopes.NONE, Optional.empty());
        assertThat(await(applications.find(mine)))
                .containsExactly(new ActingApplication(client, "Job", scope, List.of(api)));
        assertThat(find(GrantFilter.ANY)).contains(client);
        assertThat(find(mine.with(GrantStatus.LIVE))).containsExactly(client);
        assertThat(find(of(Optional.empty(), scope, Optional.of(api)))).containsExactly(client);
        assertThat(find(of(Optional.of(client), Scopes.parse("other"), Optional.empty())))
                .isEmpty();
        assertThat(find(of(Optional.of(client), scope, Optional.of("https://other")))).isEmpty();
    }

    @Test
    void whatOnlyAGrantHasExcludesIt() {
        GrantFilter mine = of(Optional.of(client), Scopes.NONE, Optional.empty());
        for (GrantFilter ofGrants :
                List.of(
                        mine.with(new Holder(Optional.of(List.of()), Optional.empty())),
                        mine.with(new Holder(Optional.empty(), Optional.of(SessionId.random()))),
                        mine.with(GrantStatus.REVOKED),
                        mine.with(GrantStatus.EXPIRED),
                        mine.with(new Period(Optional.of(Instant.EPOCH), Optional.empty())),
                        mine.with(new Days(Optional.of(LocalDate.EPOCH), Optional.empty())))) {
            assertThat(find(ofGrants)).isEmpty();
        }
    }

    @Test
    void aDisabledOneHoldsNothing() {
        stores.sql("update applications set enabled = false where client_id = $1", client);
        assertThat(find(of(Optional.of(client), Scopes.NONE, Optional.empty()))).isEmpty();
    }
}

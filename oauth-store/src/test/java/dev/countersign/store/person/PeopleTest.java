package dev.countersign.store.person;

import static dev.countersign.store.Stores.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.protocol.Scopes;
import dev.countersign.protocol.UserId;
import dev.countersign.store.Stores;
import dev.countersign.store.World;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PeopleTest {

    private final Stores stores = Stores.shared();
    private final World world = new World(stores);
    private final People people = new People(stores.postgres);

    @Test
    void anAccountIsFoundByAddressAndById() {
        Account account = await(people.findByEmail(world.email)).orElseThrow();
        assertThat(account.id()).isEqualTo(world.user);
        assertThat(account.passwordVersion()).isEqualTo(1);
        assertThat(account.enabled()).isTrue();
        assertThat(await(people.find(world.user))).contains(account);
    }

    @Test
    void nobodyIsAbsent() {
        assertThat(await(people.findByEmail("nobody@example.com"))).isEmpty();
        assertThat(await(people.findByEmail("nobody\0@example.com"))).isEmpty();
        assertThat(await(people.find(new UserId(UUID.randomUUID())))).isEmpty();
    }

    @Test
    void anApplicationForMembersLetsInMembersAndWhoIsInvited() {
        List<UserId> asked = List.of(world.user, new UserId(UUID.randomUUID()));
        assertThat(await(people.named(asked))).containsOnlyKeys(world.user);
        assertThat(await(people.letIn(asked, world.client))).containsOnlyKeys(world.user);

        sql("update applications set members_only = true where client_id = $1", world.client);
        assertThat(await(people.letIn(asked, world.client))).isEmpty();

        sql(
                """
                insert into invitations (client_id, user_id, invited_by, until)
                values ($1, $2, 'a manager', now() + interval '1 hour')
                """,
                world.client,
                world.user);
        assertThat(await(people.letIn(asked, world.client))).containsOnlyKeys(world.user);

        sql("delete from invitations where user_id = $1", world.user);
        sql(
                "insert into memberships (client_id, user_id) values ($1, $2)",
                world.client,
                world.user);
        assertThat(await(people.letIn(asked, world.client))).containsOnlyKeys(world.user);

        sql("update users set enabled = false where id = $1", world.user);
        assertThat(await(people.letIn(asked, world.client))).isEmpty();
    }

    private void sql(String statement, Object... values) {
        stores.sql(statement, values);
    }

    @Test
    void anAccountInALogShowsNoHash() {
        assertThat(await(people.find(world.user)).orElseThrow().toString())
                .doesNotContain("hash")
                .doesNotContain(world.email);
    }

    @Test
    void consentsAddUpAndAreNoneAtFirst() {
        Consents consents = new Consents(stores.postgres);
        assertThat(await(consents.find(world.user, world.client))).isEqualTo(Scopes.NONE);
        await(consents.remember(world.user, world.client, Scopes.parse("openid")));
        await(consents.remember(world.user, world.client, Scopes.parse("email openid")));
        assertThat(await(consents.find(world.user, world.client)).values())
                .containsExactlyInAnyOrderElementsOf(Scopes.parse("openid email").values());
    }
}

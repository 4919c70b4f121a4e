package dev.countersign.store.revocation;

import static dev.countersign.store.Stores.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.clients.Application;
import dev.countersign.clients.StoredSecret;
import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.KeyId;
import dev.countersign.protocol.UserId;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.protocol.request.ClientSecret;
import dev.countersign.protocol.revocation.RevocationRule;
import dev.countersign.store.Stores;
import dev.countersign.store.World;
import dev.countersign.store.application.ApplicationRows;
import dev.countersign.store.key.SigningKeyRows;
import dev.countersign.store.postgres.Postgres;
import dev.countersign.store.revocation.Held.Thing;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.pgclient.PgException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Each cause of design, Revocation 1: what was held before it works nowhere, and a sign-in right
 * after it works at once. A client's own revocation and replays have tests of their own.
 */
class CauseTest {

    private static final Set<Thing> ALL = EnumSet.allOf(Thing.class);
    private static final Set<Thing> CREDENTIALS_ONLY = EnumSet.of(Thing.CLIENT_CREDENTIALS);

    private final Stores stores = Stores.shared();
    private final World world = new World(stores);
    private final KeyId key = Held.newKey();

    @BeforeEach
    void prepare() {
        Held.prepare(world);
    }

    private void record(Cause cause) {
        await(stores.rules.record(cause, "an administrator"));
        // instants are milliseconds: one that is over is told from the rule's
        stores.sql("select pg_sleep(0.001)");
    }

    private Held signIn() {
        return Held.bySigningIn(world, key);
    }

    @Test
    void withoutACauseEverythingWorks() {
        assertThat(signIn().works()).isEqualTo(ALL);
    }

    @Test
    void aDisabledUserHoldsNothingAndGetsNothingOldBackWhenEnabledAgain() {
        Held before = signIn();
        record(Cause.userDisabled(world.user));
        assertThat(before.works()).isEqualTo(CREDENTIALS_ONLY);

        stores.sql("update users set enabled = true where id = $1", world.user);
        assertThat(before.works()).isEqualTo(CREDENTIALS_ONLY);
        assertThat(signIn().works()).isEqualTo(ALL);
    }

    @Test
    void aChangedPasswordTakesBackWhatTheFormerOneGave() {
        Held before = signIn();
        record(Cause.passwordChanged(world.user, "another hash"));

        assertThat(before.works()).isEqualTo(CREDENTIALS_ONLY);
        assertThat(Held.bySigningIn(world, key, 2).works()).isEqualTo(ALL);
        assertThat(text("select password_hash from users where id = $1", world.user))
                .isEqualTo("another hash");
    }

    @Test
    void aPasswordThatIsResetTakesBackWhatTheFormerOneGaveAndGivesNothingUntilItIsReplaced() {
        Held before = signIn();
        record(Cause.passwordReset(world.user, "another hash"));

        assertThat(before.works()).isEqualTo(CREDENTIALS_ONLY);
        assertThatThrownBy(() -> Held.bySigningIn(world, key, 2)).hasMessage("the sign-in fell");
        record(Cause.passwordChanged(world.user, "the person's own hash"));
        assertThat(Held.bySigningIn(world, key, 3).works()).isEqualTo(ALL);
    }

    @Test
    void endedSessionsAndGrantsOfAPersonWorkNoMoreAndNewOnesDo() {
        Held before = signIn();
        record(Cause.sessionsEnded(world.user));

        assertThat(before.works()).isEqualTo(CREDENTIALS_ONLY);
        assertThat(signIn().works()).isEqualTo(ALL);
    }

    @Test
    void anErasedPersonHoldsNothing() {
        Held before = signIn();
        record(Cause.userErased(world.user));

        assertThat(before.works()).isEqualTo(CREDENTIALS_ONLY);
    }

    /** Neither the fact nor the rule. */
    @Test
    void aCauseWhoseConditionDoesNotHoldChangesNothing() {
        Held before = signIn();
        Cause cause =
                Cause.userDisabled(world.user)
                        .onlyIf(
                                connection ->
                                        Uni.createFrom()
                                                .failure(new OAuthException(Refusal.VERSION_OLD)));

        assertThatThrownBy(() -> record(cause)).hasMessage("VERSION_OLD");
        assertThat(before.works()).isEqualTo(ALL);
    }

    @Test
    void aDisabledApplicationHoldsNothingAndGetsNothingOldBackWhenEnabledAgain() {
        Held before = signIn();
        record(Cause.applicationDisabled(world.client));
        assertThat(before.works()).isEmpty();

        stores.sql("update applications set enabled = true where client_id = $1", world.client);
        // its session is the person's, not the application's
        assertThat(before.works()).isEqualTo(EnumSet.of(Thing.SESSION));
        assertThat(signIn().works()).isEqualTo(ALL);
    }

    @Test
    void aDeletedApplicationHoldsNothingAndOneOfTheSameNameInheritsNothing() {
        Held before = signIn();
        record(Cause.applicationDeleted(world.client));
        assertThat(before.works()).isEmpty();

        stores.sql(
                "insert into applications (client_id, name, type) values ($1, 'Other', 'web')",
                world.client);
        Held.prepare(world);
        assertThat(before.works()).isEqualTo(EnumSet.of(Thing.SESSION));
        assertThat(signIn().works()).isEqualTo(ALL);
    }

    /** Whoever read another version has decided about something else. */
    @Test
    void anApplicationThatChangedSinceItWasReadIsNeitherDisabledNorDeleted() {
        Held before = signIn();
        long version =
                Long.parseLong(
                        text(
                                "select version::text from applications where client_id = $1",
                                world.client));
        assertRefused(Cause.applicationDisabled(world.client, version + 1), Refusal.VERSION_OLD);
        assertRefused(Cause.applicationDeleted(world.client, version + 1), Refusal.VERSION_OLD);
        assertThat(before.works()).isEqualTo(ALL);

        record(Cause.applicationDisabled(world.client, version));
        assertThat(before.works()).isEmpty();
    }

    @Test
    void aLeakedSecretTakesBackWhateverTheApplicationHasAndTheNewOneWorksAtOnce() {
        ClientSecret fresh = new ClientSecret("a fresh secret");
        Instant opened = world.now();
        Held before = signIn();
        record(Cause.secretLeaked(world.client, StoredSecret.of(fresh, Stores.KEYS)));

        // a stale cache of the application, which still knows the leaked one, cannot issue
        assertThat(before.works()).isEqualTo(EnumSet.of(Thing.SESSION));
        assertThat(before.mayDecide(opened)).as("a request that was opened before").isFalse();
        assertThat(signIn().works()).isEqualTo(ALL);
        Application now =
                await(new ApplicationRows(stores.postgres).find(world.client)).orElseThrow();
        assertThat(now.secret().orElseThrow().matches(fresh, Stores.KEYS)).isTrue();
        assertThat(now.secret().orElseThrow().matches(Held.SECRET, Stores.KEYS)).isFalse();
    }

    @Test
    void aRemovedMemberHoldsNothingOfThatApplicationAndKeepsTheOthers() {
        World other = new World(stores);
        Held.prepare(other);
        stores.sql(
                "insert into memberships (client_id, user_id) values ($1, $2), ($3, $2)",
                world.client,
                world.user,
                other.client);
        Held before = signIn();
        Held ofAnotherUser = Held.bySigningIn(other, key);
        record(Cause.membershipRemoved(world.user, world.client));

        assertThat(before.works()).isEqualTo(CREDENTIALS_ONLY);
        assertThat(ofAnotherUser.works()).isEqualTo(ALL);
        assertThat(
                        text(
                                "select string_agg(client_id, ' ') from memberships where user_id = $1",
                                world.user))
                .isEqualTo(other.client.value());
        assertThat(signIn().works()).isEqualTo(ALL);
    }

    @Test
    void anEndedSessionTakesBackWhatWasGivenInIt() {
        Held before = signIn();
        Held elsewhere = signIn();
        record(Cause.sessionEnded(before.sid()));

        assertThat(before.works()).isEqualTo(CREDENTIALS_ONLY);
        assertThat(elsewhere.works()).as("another browser of the same person").isEqualTo(ALL);
        assertThat(signIn().works()).isEqualTo(ALL);
    }

    /** Design, Keys: it leaves the key set in the rule's transaction. */
    @Test
    void aCompromisedKeySignsAndVerifiesNothingAndWhatItDidNotSignGoesOn() {
        addKey(key);
        Held before = signIn();
        record(Cause.keyCompromised(key));

        assertThat(before.works()).isEqualTo(EnumSet.complementOf(EnumSet.of(Thing.ACCESS_TOKEN)));
        assertThat(await(new SigningKeyRows(stores.postgres).all()))
                .noneMatch(it -> it.id().equals(key));
        assertThat(Held.bySigningIn(world, Held.newKey()).works()).isEqualTo(ALL);
    }

    /** Whoever has the key writes any instant into a token. */
    @Test
    void aTokenOfACompromisedKeyFallsWhateverInstantItClaims() {
        addKey(key);
        record(Cause.keyCompromised(key));
        assertThat(signIn().works()).doesNotContain(Thing.ACCESS_TOKEN);
    }

    @Test
    void anAdministratorsRuleOnAKeyTakesItOutOfTheKeySetToo() {
        addKey(key);
        record(Cause.administrator(RevocationRule.onKey(key), "test"));
        assertThat(await(new SigningKeyRows(stores.postgres).all()))
                .noneMatch(it -> it.id().equals(key));
    }

    @Test
    void aRuleOnAKeyNamesNothingElseForVerifiersDropTheKey() {
        assertRefused(
                Cause.administrator(RevocationRule.onKey(key).before(world.now()), "test"),
                Refusal.PARAMETER_MALFORMED);
    }

    @Test
    void anAdministratorTakesBackWhatIsForAnApi() {
        Held before = signIn();
        RevocationRule rule = RevocationRule.onAudience(World.API);
        record(Cause.administrator(rule, "test"));
        try {
            assertThat(before.works()).isEqualTo(EnumSet.of(Thing.SESSION));
            assertThat(signIn().works()).isEqualTo(ALL);
        } finally {
            stores.sql("delete from revocation_rules where id = $1", rule.id());
        }
    }

    @Test
    void anAdministratorTakesEverythingBack() {
        Held before = signIn();
        RevocationRule rule = RevocationRule.onEverything();
        record(Cause.administrator(rule, "test"));
        try {
            assertThat(before.works()).isEmpty();
            assertThat(signIn().works()).isEqualTo(ALL);
        } finally {
            stores.sql("delete from revocation_rules where id = $1", rule.id());
        }
    }

    @Test
    void anAuditRecordIsWrittenWithTheCauseOrNotAtAll() {
        UUID audit = UUID.randomUUID();
        record(Cause.userDisabled(world.user).with(connection -> audited(connection, audit)));
        assertThat(text("select action from audit_events where id = $1", audit)).isEqualTo("test");

        assertThatThrownBy(
                        () ->
                                record(
                                        Cause.applicationDisabled(world.client)
                                                .with(connection -> audited(connection, audit))))
                .as("there is one of this id")
                .isInstanceOf(PgException.class);
        assertThat(signInWorksAgain()).isEqualTo(ALL);
    }

    private Set<Thing> signInWorksAgain() {
        stores.sql("update users set enabled = true where id = $1", world.user);
        return signIn().works();
    }

    private static Uni<Void> audited(SqlConnection connection, UUID id) {
        return Postgres.execute(
                        connection,
                        "insert into audit_events (id, actor, action) values ($1, 'me', 'test')",
                        id)
                .replaceWithVoid();
    }

    @Test
    void whatDoesNotExistIsNotTakenBackAndLeavesNoRule() {
        UserId nobody = new UserId(UUID.randomUUID());
        ClientId nothing = new ClientId("nothing-" + UUID.randomUUID());
        for (Cause cause :
                Set.of(
                        Cause.userDisabled(nobody),
                        Cause.passwordChanged(nobody, "hash"),
                        Cause.applicationDisabled(nothing),
                        Cause.applicationDeleted(nothing),
                        Cause.secretLeaked(nothing, StoredSecret.of(Held.SECRET, Stores.KEYS)),
                        Cause.membershipRemoved(world.user, world.client),
                        Cause.keyCompromised(Held.newKey()))) {
            assertRefused(cause, Refusal.NOTHING_TO_TAKE_BACK);
            assertThat(
                            text(
                                    "select id::text from revocation_rules where id = $1",
                                    cause.rule().id()))
                    .isEmpty();
        }
    }

    private void assertRefused(Cause cause, Refusal refusal) {
        assertThatThrownBy(() -> record(cause))
                .isInstanceOfSatisfying(
                        OAuthException.class, it -> assertThat(it.refusal()).isEqualTo(refusal));
    }

    private void addKey(KeyId id) {
        stores.sql(
                """
                insert into signing_keys
                  (kid, algorithm, public_jwk, private_key, signs_from, signs_until)
                values ($1, 'RS256', '{}', '\\x00', now(), now() + interval '1 day')
                """,
                id);
    }

    private String text(String sql, Object... values) {
        return await(stores.postgres.row(sql, values)).map(row -> row.getString(0)).orElse("");
    }
}

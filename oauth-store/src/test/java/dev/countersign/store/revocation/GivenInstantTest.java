package dev.countersign.store.revocation;

import static dev.countersign.store.Stores.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.protocol.revocation.RevocationRule;
import dev.countersign.protocol.token.RefreshToken;
import dev.countersign.store.Stores;
import dev.countersign.store.World;
import dev.countersign.store.grant.Narrowing;
import dev.countersign.store.grant.Refreshed;
import dev.countersign.store.postgres.Columns;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A rule whose instant an administrator gave. */
class GivenInstantTest {

    private final Stores stores = Stores.shared();
    private final World world = new World(stores);
    private final RevocationRule rule = RevocationRule.onApplication(world.client);

    private Refreshed refresh(RefreshToken token) {
        return await(stores.grants.refresh(token, world.credential(), Narrowing.NONE));
    }

    @Test
    void whatWasAuthorizedUpToItIsStoppedAndWhatCameLaterIsNot() {
        RefreshToken first = world.grant("openid");
        Instant between = world.now();
        stores.sql("select pg_sleep(0.002)");
        RefreshToken second = world.grant("openid");

        StampedRule stamped = await(stores.rules.record(rule.before(between), "test", "me"));

        assertThat(stamped.before()).isEqualTo(between);
        assertThat(Duration.between(world.now(), stamped.until()))
                .isGreaterThan(Duration.ofMinutes(34));
        assertThat(refresh(first)).isInstanceOf(Refreshed.Refused.class);
        assertThat(refresh(second)).isInstanceOf(Refreshed.Rotated.class);
    }

    /** What a propagation is measured from: not the instant given, but when it came into force. */
    @Test
    void whenItCameIntoForceIsKeptBesideIt() {
        Instant given = world.now().minusSeconds(3600);
        Instant asked = world.now();
        RevocationRule old = rule.before(given);
        await(stores.rules.record(old, "test", "me"));
        assertThat(stampedAt(old)).isBetween(asked, world.now());

        RevocationRule now = RevocationRule.onUser(Set.of(world.user.toString()));
        assertThat(await(stores.rules.record(now, "test", "me")).before())
                .isEqualTo(stampedAt(now));
    }

    private Instant stampedAt(RevocationRule recorded) {
        return Columns.instant(
                await(
                                stores.postgres.row(
                                        "select stamped_at from revocation_rules where id = $1",
                                        recorded.id()))
                        .orElseThrow(),
                "stamped_at");
    }

    @Test
    void itIsCutToMilliseconds() {
        Instant given = world.now().plusNanos(123_456).minusSeconds(1);
        assertThat(await(stores.rules.record(rule.before(given), "test", "me")).before())
                .isEqualTo(given.truncatedTo(ChronoUnit.MILLIS));
    }

    @Test
    void oneInTheFutureWritesNeitherFactNorRule() {
        Instant future = world.now().plusSeconds(5);
        assertThatThrownBy(
                        () ->
                                await(
                                        stores.rules.record(
                                                rule.before(future),
                                                "test",
                                                "me",
                                                connection ->
                                                        connection
                                                                .query(
                                                                        "update users set enabled = false where id = '"
                                                                                + world.user
                                                                                + "'")
                                                                .execute()
                                                                .replaceWithVoid())))
                .isInstanceOfSatisfying(
                        OAuthException.class,
                        it -> assertThat(it.refusal()).isEqualTo(Refusal.BEFORE_IN_THE_FUTURE));
        assertThat(
                        await(
                                        stores.postgres.row(
                                                """
                                                select u.enabled and not exists
                                                  (select from revocation_rules where client_id = $2)
                                                from users u where u.id = $1
                                                """,
                                                world.user,
                                                world.client))
                                .orElseThrow()
                                .getBoolean(0))
                .isTrue();
    }
}

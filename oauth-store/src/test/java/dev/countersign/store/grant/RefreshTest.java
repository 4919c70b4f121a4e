package dev.countersign.store.grant;

import static dev.countersign.store.Stores.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.clients.Credential;
import dev.countersign.protocol.Family;
import dev.countersign.protocol.GrantId;
import dev.countersign.protocol.Scopes;
import dev.countersign.protocol.UserId;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.protocol.secret.ServerKeys;
import dev.countersign.protocol.token.RefreshToken;
import dev.countersign.store.Stores;
import dev.countersign.store.World;
import dev.countersign.store.code.Authorization;
import dev.countersign.store.grant.Refreshed.Refused;
import dev.countersign.store.grant.Refreshed.Repeated;
import dev.countersign.store.grant.Refreshed.Rotated;
import dev.countersign.store.postgres.Postgres;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The refresh rules on real PostgreSQL. */
class RefreshTest {

    private final Stores stores = Stores.shared();
    private final World world = new World(stores);

    private Refreshed refresh(RefreshToken token) {
        return refresh(token, world.credential());
    }

    private Refreshed refresh(RefreshToken token, Credential caller) {
        return await(stores.grants.refresh(token, caller, Narrowing.NONE));
    }

    private RefreshToken rotated(RefreshToken token) {
        assertThat(refresh(token)).isInstanceOf(Rotated.class);
        return stores.tokens.successor(token);
    }

    private void assertRefused(RefreshToken token, Refusal refusal) {
        assertThat(refresh(token)).isEqualTo(new Refused(refusal));
    }

    private boolean isRevoked(RefreshToken token) {
        return !await(stores.grants.state(token.grant())).orElseThrow().stands();
    }

    private long rulesOn(GrantId grant) {
        return await(
                stores.postgres
                        .row("select count(*) from revocation_rules where grant_id = $1", grant)
                        .map(row -> row.orElseThrow().getLong(0)));
    }

    /** As if the newest refresh had happened so long ago. */
    private void age(RefreshToken token, Duration age) {
        stores.sql(
                """
                update grants set spent_at = array(select s - $2 * interval '1 ms'
                  from unnest(spent_at) s) where id = $1
                """,
                token.grant(),
                (double) age.toMillis());
    }

    @Test
    void aCurrentTokenIsRotatedAndTheGrantKeepsWhatItWas() {
        RefreshToken first = world.grant("openid offline_access");
        Refreshed refreshed = refresh(first);

        Rotated rotated = (Rotated) refreshed;
        assertThat(rotated.successor().text()).isEqualTo(stores.tokens.successor(first).text());
        GrantView grant = rotated.grant();
        assertThat(grant.id()).isEqualTo(first.grant());
        assertThat(grant.user()).isEqualTo(world.user);
        assertThat(grant.client()).isEqualTo(world.client);
        assertThat(grant.scopes()).isEqualTo(Scopes.parse("openid offline_access"));
        assertThat(grant.audiences()).containsExactly(World.API);
        assertThat(grant.session()).isEmpty();
        assertThat(await(stores.grants.state(first.grant())).orElseThrow().grant())
                .isEqualTo(grant);
    }

    @Test
    void aRepeatInsideTheWindowGetsTheSameSuccessorAndMovesNothing() {
        RefreshToken first = world.grant("openid");
        RefreshToken second = rotated(first);

        Refreshed again = refresh(first);
        assertThat(((Repeated) again).successor().text()).isEqualTo(second.text());
        assertThat(((Repeated) refresh(first)).successor().text()).isEqualTo(second.text());
        assertThat(refresh(second)).isInstanceOf(Rotated.class);
    }

    @Test
    void aLateDuplicateIsRefusedAndRevokesNothing() {
        RefreshToken first = world.grant("openid");
        RefreshToken third = rotated(rotated(first));

        assertRefused(first, Refusal.REFRESH_TOKEN_LATE_DUPLICATE);
        assertThat(isRevoked(first)).isFalse();
        assertThat(rulesOn(first.grant())).isZero();
        assertThat(refresh(third)).isInstanceOf(Rotated.class);
    }

    @Test
    void aTokenUsedAgainAfterTheWindowIsATheftThatRevokesTheGrantAndWritesARule() {
        RefreshToken first = world.grant("openid");
        RefreshToken second = rotated(first);
        age(first, Duration.ofSeconds(11));

        assertRefused(first, Refusal.REFRESH_TOKEN_REPLAYED);
        assertThat(isRevoked(first)).isTrue();
        assertThat(rulesOn(first.grant())).isEqualTo(1);
        assertRefused(second, Refusal.REFRESH_TOKEN_ENDED);
        assertRefused(first, Refusal.REFRESH_TOKEN_ENDED);
        assertThat(rulesOn(first.grant())).isEqualTo(1);
    }

    @Test
    void noRepeatedAnswerMovesTheWindow() {
        RefreshToken first = world.grant("openid");
        rotated(first);
        age(first, Duration.ofSeconds(9));
        assertThat(refresh(first)).isInstanceOf(Repeated.class);
        age(first, Duration.ofSeconds(2));

        assertRefused(first, Refusal.REFRESH_TOKEN_REPLAYED);
    }

    @Test
    void aTokenOlderThanTheFourGenerationsKeptIsATheftEvenAtOnce() {
        RefreshToken first = world.grant("openid");
        RefreshToken token = first;
        for (int i = 0; i < 5; i++) {
            token = rotated(token);
        }
        assertRefused(stores.tokens.successor(first), Refusal.REFRESH_TOKEN_LATE_DUPLICATE);
        assertRefused(first, Refusal.REFRESH_TOKEN_REPLAYED);
        assertThat(isRevoked(first)).isTrue();
    }

    @Test
    void aTokenNewerThanTheRowAsAfterARestoreRevokesNothing() {
        RefreshToken first = world.grant("openid");
        RefreshToken ofTheFuture = stores.tokens.successor(stores.tokens.successor(first));

        assertRefused(ofTheFuture, Refusal.REFRESH_TOKEN_OF_THE_FUTURE);
        assertThat(isRevoked(first)).isFalse();
        assertThat(refresh(first)).isInstanceOf(Rotated.class);
    }

    @Test
    void anInventedTokenIsRefusedAndRevokesNothing() {
        RefreshToken first = world.grant("openid");
        byte[] tag = first.tag();
        tag[0] ^= 1;
        assertRefused(RefreshToken.of(first.signedPart(), tag), Refusal.REFRESH_TOKEN_INVENTED);
        assertThat(refresh(first)).isInstanceOf(Rotated.class);
    }

    @Test
    void aTokenUnderARetiredServerKeyRefreshes() {
        Authorization authorization = world.authorization("openid");
        RefreshTokens retired = new RefreshTokens(ServerKeys.parse(Stores.keyLine(6)));
        RefreshToken first = retired.first(authorization.grant());
        world.insert(authorization, Optional.of(first));

        RefreshToken second = rotated(first);
        assertThat(second.keyId()).isEqualTo(6);
        assertThat(refresh(second)).isInstanceOf(Rotated.class);
    }

    @Test
    void aTokenUnderAnUnknownServerKeyIsRefusedAndNoStoreIsAsked() {
        Authorization authorization = world.authorization("openid");
        RefreshTokens unknown = new RefreshTokens(ServerKeys.parse(Stores.keyLine(9)));
        RefreshToken first = unknown.first(authorization.grant());
        world.insert(authorization, Optional.of(first));
        Pool nowhere = stores.poolOfOne(Duration.ofSeconds(2));
        nowhere.closeAndAwait();
        Postgres away = new Postgres(nowhere, () -> Duration.ofSeconds(2));
        Grants grants = new Grants(away, stores.tokens, stores.rules);

        assertThat(await(grants.refresh(first, world.credential(), Narrowing.NONE)))
                .isEqualTo(new Refused(Refusal.REFRESH_TOKEN_INVENTED));
        assertThat(isRevoked(first)).isFalse();
    }

    @Test
    void anotherClientSpendsNothingAndRevokesNothing() {
        RefreshToken first = world.grant("openid");
        Credential thief = new World(stores).credential();

        assertThat(refresh(first, thief))
                .isEqualTo(new Refused(Refusal.REFRESH_TOKEN_OF_ANOTHER_CLIENT));
        rotated(first);
        age(first, Duration.ofSeconds(11));
        assertThat(refresh(first, thief))
                .isEqualTo(new Refused(Refusal.REFRESH_TOKEN_OF_ANOTHER_CLIENT));
        assertThat(isRevoked(first)).isFalse();
    }

    @Test
    void aGrantOfADeletedUserIsNotRefreshedAndCanStillBeRevoked() {
        RefreshToken first = world.grant("openid");
        RefreshToken second = rotated(first);
        stores.sql("delete from users where id = $1", world.user);

        assertRefused(second, Refusal.REFRESH_TOKEN_REVOKED);
        assertRefused(first, Refusal.REFRESH_TOKEN_REVOKED);
        GrantState state = await(stores.grants.state(first.grant())).orElseThrow();
        assertThat(state.stands()).isFalse();
        assertThat(state.grant().client()).isEqualTo(world.client);
        assertThat(state.grant().user()).isEqualTo(world.user);

        await(stores.rules.revokeGrant(first.grant(), "client", world.client.value()));
        assertThat(rulesOn(first.grant())).isEqualTo(1);
        assertRefused(second, Refusal.REFRESH_TOKEN_ENDED);
    }

    @Test
    void aTokenOfAGrantThatIsNotThereIsUnknown() {
        GrantId nowhere = GrantId.endingAt(Instant.now().plus(Duration.ofHours(1)));
        assertRefused(stores.tokens.first(nowhere), Refusal.REFRESH_TOKEN_UNKNOWN);
    }

    @Test
    void aWiderScopeSpendsNothing() {
        RefreshToken first = world.grant("openid");
        assertThat(
                        await(
                                stores.grants.refresh(
                                        first,
                                        world.credential(),
                                        Narrowing.to(Scopes.parse("openid email")))))
                .isEqualTo(new Refused(Refusal.SCOPE_WIDER));
        assertThat(refresh(first)).isInstanceOf(Rotated.class);
    }

    @Test
    void ofTenConcurrentRefreshesOneRotatesAndAllGetTheSameSuccessor() {
        RefreshToken first = world.grant("openid");
        Credential caller = world.credential();
        List<Refreshed> all =
                IntStream.range(0, 10)
                        .mapToObj(
                                i ->
                                        stores.grants
                                                .refresh(first, caller, Narrowing.NONE)
                                                .subscribeAsCompletionStage())
                        .toList()
                        .stream()
                        .map(it -> await(Uni.createFrom().completionStage(it)))
                        .toList();

        assertThat(all).filteredOn(Rotated.class::isInstance).hasSize(1);
        assertThat(all).filteredOn(Repeated.class::isInstance).hasSize(9);
        assertThat(all)
                .map(
                        it ->
                                it instanceof Rotated rotated
                                        ? rotated.successor().text()
                                        : ((Repeated) it).successor().text())
                .containsOnly(stores.tokens.successor(first).text());
    }

    @Test
    void theRowHoldsNoTokenThatCouldBeUsed() {
        RefreshToken first = world.grant("openid");
        RefreshToken second = rotated(first);
        String row =
                await(
                        stores.postgres
                                .row(
                                        "select g::text as row from grants g where id = $1",
                                        first.grant())
                                .map(it -> it.orElseThrow().getString("row")));
        assertThat(row).doesNotContain(first.text(), second.text());
    }

    /** Contract, section 6. */
    @Test
    void aRefreshTokenWorksOnlyAtTheFamilyThatBeganItsGrant() {
        RefreshToken dialect = world.grant(world.dialectAuthorization());
        RefreshToken oauth = world.grant("openid");

        assertRefused(dialect, Refusal.REFRESH_TOKEN_OF_THE_OTHER_FAMILY);
        assertThat(refreshDialect(oauth, Optional.empty()))
                .isEqualTo(new Refused(Refusal.REFRESH_TOKEN_OF_THE_OTHER_FAMILY));

        assertThat(refreshDialect(dialect, Optional.empty())).isInstanceOf(Rotated.class);
        assertThat(refresh(oauth)).isInstanceOf(Rotated.class);
    }

    /** Not even a theft: a token that was spent long ago revokes nothing at the other family. */
    @Test
    void atTheOtherFamilyNothingIsRevoked() {
        RefreshToken dialect = world.grant(world.dialectAuthorization());
        refreshDialect(dialect, Optional.empty());
        age(dialect, Duration.ofHours(1));

        assertRefused(dialect, Refusal.REFRESH_TOKEN_OF_THE_OTHER_FAMILY);

        assertThat(isRevoked(dialect)).isFalse();
        assertThat(rulesOn(dialect.grant())).isZero();
    }

    @Test
    void whoNamesAnotherPersonThanTheGrantsSpendsNothing() {
        RefreshToken dialect = world.grant(world.dialectAuthorization());

        assertThat(refreshDialect(dialect, Optional.of(new UserId(UUID.randomUUID()))))
                .isEqualTo(new Refused(Refusal.ID_TOKEN_OF_ANOTHER_PERSON));
        Refreshed refreshed = refreshDialect(dialect, Optional.of(world.user));

        assertThat(((Rotated) refreshed).person().email()).isEqualTo(world.email);
        assertThat(((Repeated) refreshDialect(dialect, Optional.empty())).person().givenName())
                .isEqualTo("Alice");
    }

    private Refreshed refreshDialect(RefreshToken token, Optional<UserId> subject) {
        return await(
                stores.grants.refresh(
                        token,
                        new Presenter(
                                world.credential(), Family.DIALECT, Narrowing.NONE, subject)));
    }
}

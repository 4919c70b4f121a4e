package dev.countersign.store.grant;

import static dev.countersign.store.Stores.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.jose.AccessTokenClaims;
import dev.countersign.jose.VerifiedAccessToken;
import dev.countersign.protocol.GrantId;
import dev.countersign.protocol.KeyId;
import dev.countersign.protocol.Scopes;
import dev.countersign.protocol.SubjectIdentifier;
import dev.countersign.protocol.TokenId;
import dev.countersign.protocol.claim.ClaimsRequest;
import dev.countersign.protocol.claim.RequestedClaims;
import dev.countersign.protocol.revocation.RevocationRule;
import dev.countersign.store.Stores;
import dev.countersign.store.World;
import dev.countersign.store.code.Authorization;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TokenStandingTest {

    private final Stores stores = Stores.shared();
    private final World world = new World(stores);
    private final KeyId key = new KeyId(UUID.randomUUID().toString());

    private VerifiedAccessToken token(Authorization authorization) {
        return token(
                world.user.toString(),
                Optional.of(authorization.grant()),
                authorization.authorizedAt());
    }

    private VerifiedAccessToken token(String subject, Optional<GrantId> grant, Instant authorized) {
        return new VerifiedAccessToken(
                new AccessTokenClaims(
                        "http://localhost:8080",
                        subject,
                        List.of(World.API),
                        world.client,
                        Scopes.parse("openid"),
                        TokenId.random(),
                        authorized,
                        authorized.plusSeconds(1800),
                        Optional.empty(),
                        Optional.empty(),
                        grant,
                        authorized,
                        grant.map(it -> world.session)),
                key);
    }

    private VerifiedAccessToken issued() {
        Authorization authorization = world.authorization("openid");
        world.insert(authorization, Optional.empty());
        return token(authorization);
    }

    private boolean stands(VerifiedAccessToken token) {
        return await(stores.grants.standing(token)) instanceof TokenStanding.Active;
    }

    private void record(RevocationRule rule) {
        await(stores.rules.record(rule, "test", "test"));
    }

    @Test
    void aTokenOfALiveGrantStandsAndNamesThePerson() {
        TokenStanding standing = await(stores.grants.standing(issued()));
        assertThat(((TokenStanding.Active) standing).person().orElseThrow().email())
                .isEqualTo(world.email);
    }

    /** OpenID Connect Core 1.0 §5.5; what the application may not ask for any more is left out. */
    @Test
    void theGrantKnowsWhichClaimsTheUserinfoEndpointTells() {
        ClaimsRequest asked =
                ClaimsRequest.of(
                        Map.of(
                                "userinfo",
                                Map.of(
                                        "nickname",
                                        Map.of("value", "Al"),
                                        "phone_number",
                                        Map.of("essential", true)),
                                "id_token",
                                Map.of("name", Map.of())));
        Authorization authorization = world.authorization("openid", asked);
        world.insert(authorization, Optional.empty());

        register("{openid,profile,phone}");
        assertThat(userinfo(authorization)).isEqualTo(asked.userinfo());
        register("{openid,profile}");
        assertThat(userinfo(authorization).values()).containsOnlyKeys("nickname");
        register("{openid}");
        assertThat(userinfo(authorization)).isEqualTo(RequestedClaims.NONE);
    }

    private RequestedClaims userinfo(Authorization authorization) {
        return ((TokenStanding.Active) await(stores.grants.standing(token(authorization))))
                .userinfo();
    }

    private void register(String scopes) {
        await(
                stores.postgres.execute(
                        "update applications set scopes = $2::text::text[] where client_id = $1",
                        world.client,
                        scopes));
    }

    /** Roles are no claims: they are read at each use. */
    @Test
    void theRolesAreThoseOfThisMoment() {
        VerifiedAccessToken token = issued();
        assertThat(roles(token)).isEmpty();
        stores.sql("update users set roles = '{administrator}' where id = $1", world.user);
        assertThat(roles(token)).containsExactly("administrator");
        stores.sql("update users set roles = '{}' where id = $1", world.user);
        assertThat(roles(token)).isEmpty();
    }

    private Set<String> roles(VerifiedAccessToken token) {
        return ((TokenStanding.Active) await(stores.grants.standing(token))).roles();
    }

    @Test
    void aTokenWithoutARowOfItsGrantFalls() {
        assertThat(stands(token(world.authorization("openid")))).isFalse();
    }

    @Test
    void aTokenThatNamesAnotherUserThanItsGrantFalls() {
        Authorization authorization = world.authorization("openid");
        world.insert(authorization, Optional.empty());
        assertThat(
                        stands(
                                token(
                                        UUID.randomUUID().toString(),
                                        Optional.of(authorization.grant()),
                                        authorization.authorizedAt())))
                .isFalse();
    }

    /** OpenID Connect Core 1.0 §8.1: the account's own id is no name of this person here. */
    @Test
    void aTokenOfAPairwiseGrantNamesThePersonByThatAlone() {
        world.subject = new SubjectIdentifier(UUID.randomUUID());
        Authorization authorization = world.authorization("openid");
        world.insert(authorization, Optional.empty());

        assertThat(stands(token(authorization))).isFalse();
        VerifiedAccessToken token =
                token(
                        world.subject.toString(),
                        Optional.of(authorization.grant()),
                        authorization.authorizedAt());
        assertThat(stands(token)).isTrue();
        record(RevocationRule.onUser(Set.of(world.user.toString())));
        assertThat(stands(token)).isFalse();
    }

    @Test
    void anyRuleOnWhatItCarriesStopsIt() {
        VerifiedAccessToken token = issued();
        for (RevocationRule rule :
                List.of(
                        RevocationRule.onToken(token.claims().tokenId()),
                        RevocationRule.onGrant(token.claims().grant().orElseThrow()),
                        RevocationRule.onSession(world.session),
                        RevocationRule.onUser(Set.of(world.user.toString())),
                        RevocationRule.onApplication(world.client),
                        RevocationRule.onKey(key))) {
            assertThat(stands(token)).isTrue();
            record(rule);
            assertThat(stands(token)).isFalse();
            stores.sql("delete from revocation_rules where id = $1", rule.id());
        }
    }

    @Test
    void aRuleOnAnotherTokenOfTheGrantLeavesIt() {
        VerifiedAccessToken token = issued();
        record(RevocationRule.onToken(TokenId.random()));
        assertThat(stands(token)).isTrue();
    }

    @Test
    void fieldsOfARuleAreAnded() {
        VerifiedAccessToken token = issued();
        record(
                new RevocationRule(
                        UUID.randomUUID(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Set.of(world.user.toString()),
                        Optional.empty(),
                        Optional.of("another audience"),
                        Optional.empty(),
                        false,
                        Optional.empty()));
        assertThat(stands(token)).isTrue();
    }

    @Test
    void anEndedGrantADisabledUserAndADisabledApplicationStopIt() {
        VerifiedAccessToken token = issued();
        stores.sql("update users set enabled = false where id = $1", world.user);
        assertThat(stands(token)).isFalse();
        stores.sql("update users set enabled = true where id = $1", world.user);
        stores.sql("update applications set enabled = false where client_id = $1", world.client);
        assertThat(stands(token)).isFalse();
        stores.sql("update applications set enabled = true where client_id = $1", world.client);
        assertThat(stands(token)).isTrue();
        stores.sql(
                "update grants set ended_at = now() where id = $1",
                token.claims().grant().orElseThrow());
        assertThat(stands(token)).isFalse();
    }

    @Test
    void aClientCredentialsTokenStandsWithItsApplicationAndNamesNobody() {
        VerifiedAccessToken token = token(world.client.value(), Optional.empty(), world.now());
        assertThat(await(stores.grants.standing(token)))
                .isEqualTo(
                        new TokenStanding.Active(Optional.empty(), RequestedClaims.NONE, Set.of()));
        record(RevocationRule.onApplication(world.client));
        assertThat(stands(token)).isFalse();
    }
}

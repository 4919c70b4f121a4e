package dev.countersign.store.caller;

import static dev.countersign.store.Stores.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.clients.Application;
import dev.countersign.clients.Credential;
import dev.countersign.clients.StoredSecret;
import dev.countersign.jose.AccessTokenClaims;
import dev.countersign.jose.VerifiedAccessToken;
import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.KeyId;
import dev.countersign.protocol.TokenId;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.protocol.request.ClientSecret;
import dev.countersign.protocol.token.RefreshToken;
import dev.countersign.store.Stores;
import dev.countersign.store.World;
import dev.countersign.store.application.ApplicationRows;
import dev.countersign.store.application.ClientCredentialsCheck;
import dev.countersign.store.code.Authorization;
import dev.countersign.store.grant.GrantInsert;
import dev.countersign.store.grant.Narrowing;
import dev.countersign.store.grant.Refreshed;
import dev.countersign.store.grant.TokenStanding;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Whoever was authenticated out of a copy, by a secret that was replaced since, gets nothing and
 * changes nothing; there is no rule here that would stop it besides.
 */
class StandingCallerTest {

    private final Stores stores = Stores.shared();
    private final World world = new World(stores);

    @BeforeEach
    void secret() {
        replaceSecret("first");
    }

    private void replaceSecret(String secret) {
        stores.sql(
                "update applications set secret = $2 where client_id = $1",
                world.client,
                StoredSecret.of(new ClientSecret(secret), Stores.KEYS).bytes());
    }

    private Credential replaced() {
        Credential before = world.credential();
        replaceSecret("second");
        return before;
    }

    private static void assertChanged(Uni<?> call) {
        assertThatThrownBy(() -> await(call))
                .isInstanceOfSatisfying(
                        OAuthException.class,
                        it -> assertThat(it.refusal()).isEqualTo(Refusal.CLIENT_CHANGED));
    }

    private Uni<Refreshed> refresh(RefreshToken token, Credential caller) {
        return stores.grants.refresh(token, caller, Narrowing.NONE);
    }

    private VerifiedAccessToken accessToken() {
        Authorization it = world.authorization("openid");
        world.grant(it);
        return new VerifiedAccessToken(
                new AccessTokenClaims(
                        "http://localhost:8080",
                        world.user.toString(),
                        List.of(World.API),
                        world.client,
                        it.scopes(),
                        TokenId.random(),
                        it.authorizedAt(),
                        it.authorizedAt().plusSeconds(1800),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(it.grant()),
                        it.authorizedAt(),
                        Optional.empty()),
                new KeyId(UUID.randomUUID().toString()));
    }

    @Test
    void aReplacedSecretMakesNoGrant() {
        Authorization authorization = world.authorization("openid");
        Credential before = replaced();

        assertThat(world.insert(authorization, Optional.empty(), before))
                .isEqualTo(new GrantInsert.CallerChanged());
        assertThat(world.insert(authorization, Optional.empty()))
                .isInstanceOf(GrantInsert.Inserted.class);
    }

    @Test
    void aReplacedSecretSpendsNoRefreshTokenAndItsThiefRevokesNothing() {
        RefreshToken first = world.grant("openid");
        Credential before = replaced();

        assertChanged(refresh(first, before));
        assertThat(await(refresh(first, world.credential()))).isInstanceOf(Refreshed.Rotated.class);
        stores.sql(
                "update grants set spent_at[1] = now() - interval '1 hour' where id = $1",
                first.grant());
        assertChanged(refresh(first, before));
        assertThat(await(stores.grants.state(first.grant())).orElseThrow().stands()).isTrue();
    }

    @Test
    void aReplacedSecretLearnsNothing() {
        RefreshToken refreshToken = world.grant("openid");
        VerifiedAccessToken accessToken = accessToken();
        VerifiedAccessToken fallen = accessToken();
        await(stores.rules.revokeToken(fallen.claims().tokenId(), "test", "test"));
        Credential before = replaced();

        assertChanged(stores.grants.state(refreshToken.grant(), before));
        assertChanged(stores.grants.standing(accessToken, before));
        assertChanged(stores.grants.standing(fallen, before));
        assertThat(await(stores.grants.standing(accessToken, world.credential())))
                .isInstanceOf(TokenStanding.Active.class);
    }

    @Test
    void aReplacedSecretRevokesNothing() {
        RefreshToken refreshToken = world.grant("openid");
        TokenId accessToken = TokenId.random();
        Credential before = replaced();

        assertChanged(stores.rules.revokeGrant(refreshToken.grant(), "client", before));
        assertChanged(stores.rules.revokeToken(accessToken, "client", before));

        assertThat(await(stores.grants.state(refreshToken.grant())).orElseThrow().stands())
                .isTrue();
        assertThat(
                        await(
                                stores.postgres.execute(
                                        "select 1 from revocation_rules where jti = $1",
                                        accessToken)))
                .isEmpty();
        await(stores.rules.revokeGrant(refreshToken.grant(), "client", world.credential()));
        assertThat(await(stores.grants.state(refreshToken.grant())).orElseThrow().stands())
                .isFalse();
    }

    @Test
    void aReplacedSecretGetsNoClientCredentials() {
        Application before =
                await(new ApplicationRows(stores.postgres).find(world.client)).orElseThrow();
        replaceSecret("second");

        assertChanged(
                new ClientCredentialsCheck(stores.postgres)
                        .authorizedAt(before, List.of(World.API)));
    }

    /** A secret that was given, and one that was taken away, are changes too. */
    @Test
    void whoWasPublicIsNoConfidentialClientAndTheOtherWayRound() {
        RefreshToken token = world.grant("openid");
        Credential confidential = world.credential();

        assertChanged(refresh(token, Credential.ofPublicClient(world.client)));
        stores.sql("update applications set secret = null where client_id = $1", world.client);
        assertChanged(refresh(token, confidential));
        assertThat(await(refresh(token, Credential.ofPublicClient(world.client))))
                .isInstanceOf(Refreshed.Rotated.class);
    }

    @Test
    void anApiStandsByItsIntrospectionCredentialWhileItIsEnabled() {
        String api = "urn:" + world.client.value();
        ClientId client = new ClientId("api-of-" + world.client.value());
        StoredSecret secret = StoredSecret.of(new ClientSecret("api"), Stores.KEYS);
        stores.sql(
                """
                insert into apis (identifier, name, introspection_client_id, introspection_secret)
                values ($1, 'API', $2, $3)
                """,
                api,
                client,
                secret.bytes());
        Credential credential = new Credential(client, Optional.of(secret));
        VerifiedAccessToken token = accessToken();

        assertThat(await(stores.grants.standing(token, credential)))
                .isInstanceOf(TokenStanding.Active.class);
        assertChanged(stores.grants.standing(token, Credential.ofPublicClient(client)));
        assertChanged(
                stores.grants.standing(
                        token,
                        new Credential(
                                client,
                                Optional.of(
                                        StoredSecret.of(
                                                new ClientSecret("former"), Stores.KEYS)))));
        stores.sql("update apis set enabled = false where identifier = $1", api);
        assertChanged(stores.grants.standing(token, credential));
    }
}

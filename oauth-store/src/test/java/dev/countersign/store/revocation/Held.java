package dev.countersign.store.revocation;

import static dev.countersign.store.Stores.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.clients.Application;
import dev.countersign.clients.StoredSecret;
import dev.countersign.jose.AccessTokenClaims;
import dev.countersign.jose.VerifiedAccessToken;
import dev.countersign.protocol.Family;
import dev.countersign.protocol.KeyId;
import dev.countersign.protocol.Scopes;
import dev.countersign.protocol.SessionId;
import dev.countersign.protocol.TokenId;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.protocol.request.ClientSecret;
import dev.countersign.protocol.token.AuthorizationCode;
import dev.countersign.protocol.token.RefreshToken;
import dev.countersign.store.Stores;
import dev.countersign.store.World;
import dev.countersign.store.application.ApplicationRows;
import dev.countersign.store.application.ClientCredentialsCheck;
import dev.countersign.store.code.Authorization;
import dev.countersign.store.code.AuthorizationCodes;
import dev.countersign.store.code.Redemption;
import dev.countersign.store.grant.GrantInsert;
import dev.countersign.store.grant.Narrowing;
import dev.countersign.store.grant.Refreshed;
import dev.countersign.store.grant.TokenStanding;
import dev.countersign.store.session.SsoSession;
import dev.countersign.store.signin.Decision;
import dev.countersign.store.signin.SignIn;
import dev.countersign.store.signin.SignIns;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * All that one person and one application hold after a sign-in, each in one hand: what of it still
 * works is asked by {@link #works}.
 */
final class Held {

    /** What can be presented. */
    enum Thing {
        REFRESH_TOKEN,
        ACCESS_TOKEN,
        CODE,
        SESSION,
        CLIENT_CREDENTIALS
    }

    static final ClientSecret SECRET = new ClientSecret("a secret");

    private static final Scopes SCOPES = Scopes.parse("openid");

    private final World world;
    private final Stores stores;
    private final int passwordVersion;
    private final Application cached;
    private final VerifiedAccessToken access;
    private final AuthorizationCode code = AuthorizationCode.random();
    private final SsoSession session;
    private RefreshToken refresh;

    private Held(World world, SessionId sid, KeyId key, int passwordVersion) {
        this.world = world;
        this.stores = world.stores;
        this.passwordVersion = passwordVersion;
        this.cached = await(new ApplicationRows(stores.postgres).find(world.client)).orElseThrow();
        Instant authorizedAt = decided(Optional.empty(), world.now());
        session =
                new SsoSession(
                        sid,
                        world.user,
                        authorizedAt,
                        authorizedAt,
                        List.of("pwd"),
                        passwordVersion);
        Authorization signedIn = authorization(authorizedAt);
        refresh = world.grant(signedIn);
        access = token(signedIn, key);
        await(codes().issue(code, authorization(authorizedAt), Duration.ofMinutes(1)));
    }

    /** Makes the application one that could act for itself, and allows it what is asked for. */
    static void prepare(World world) {
        world.stores.sql(
                "update applications set requires_consent = false, secret = $2 where client_id = $1",
                world.client,
                StoredSecret.of(SECRET, Stores.KEYS).bytes());
    }

    static Held bySigningIn(World world, KeyId key) {
        return bySigningIn(world, key, 1);
    }

    /**
     * A sign-in as it is made now, without waiting.
     *
     * @throws AssertionError if any step of it is refused
     */
    static Held bySigningIn(World world, KeyId key, int passwordVersion) {
        return new Held(world, SessionId.random(), key, passwordVersion);
    }

    SessionId sid() {
        return session.sid();
    }

    /** Presents everything once. */
    Set<Thing> works() {
        Set<Thing> works = EnumSet.noneOf(Thing.class);
        if (refreshes()) {
            works.add(Thing.REFRESH_TOKEN);
        }
        if (await(stores.grants.standing(access)) instanceof TokenStanding.Active) {
            works.add(Thing.ACCESS_TOKEN);
        }
        if (redeems()) {
            works.add(Thing.CODE);
        }
        if (decide(Optional.of(session), world.now()) instanceof Decision.Authorized) {
            works.add(Thing.SESSION);
        }
        if (callsForItself()) {
            works.add(Thing.CLIENT_CREDENTIALS);
        }
        return works;
    }

    /** Whether a request that was opened earlier may still be decided by signing in now. */
    boolean mayDecide(Instant requestedAt) {
        return decide(Optional.empty(), requestedAt) instanceof Decision.Authorized;
    }

    private boolean callsForItself() {
        return stands(
                new ClientCredentialsCheck(stores.postgres)
                        .authorizedAt(cached, List.of(World.API))
                        .map(authorizedAt -> true));
    }

    private boolean refreshes() {
        boolean rotated =
                stands(
                        stores.grants
                                .refresh(refresh, cached.credential(), Narrowing.NONE)
                                .map(Refreshed.Rotated.class::isInstance));
        if (rotated) {
            refresh = stores.tokens.successor(refresh);
        }
        return rotated;
    }

    private boolean redeems() {
        Redemption redemption = await(codes().redeem(code.value()));
        return redemption instanceof Redemption.Redeemed redeemed
                && world.insert(redeemed.authorization(), Optional.empty(), cached.credential())
                        instanceof GrantInsert.Inserted;
    }

    /** False, too, for an application that was changed since. */
    private static boolean stands(Uni<Boolean> answer) {
        return await(
                answer.onFailure(OAuthException.class)
                        .recoverWithItem(
                                failure -> {
                                    assertThat(failure.refusal()).isEqualTo(Refusal.CLIENT_CHANGED);
                                    return false;
                                }));
    }

    private Decision decide(Optional<SsoSession> existing, Instant requestedAt) {
        return await(
                new SignIns(stores.postgres)
                        .decide(
                                new SignIn(
                                        world.user,
                                        passwordVersion,
                                        existing,
                                        world.client,
                                        requestedAt,
                                        SCOPES)));
    }

    private Instant decided(Optional<SsoSession> existing, Instant requestedAt) {
        if (decide(existing, requestedAt) instanceof Decision.Authorized authorized) {
            return authorized.authorizedAt();
        }
        throw new AssertionError("the sign-in fell");
    }

    private Authorization authorization(Instant authorizedAt) {
        Authorization it = world.authorization("openid");
        return new Authorization(
                Family.OAUTH,
                it.grant(),
                it.client(),
                it.user(),
                it.subject(),
                session.sid(),
                it.redirectUri(),
                it.requestedRedirectUri(),
                it.challenge(),
                it.scopes(),
                it.claims(),
                it.nonce(),
                authorizedAt,
                authorizedAt,
                it.acr(),
                it.amr(),
                it.address(),
                it.userAgent(),
                passwordVersion);
    }

    private VerifiedAccessToken token(Authorization of, KeyId key) {
        return new VerifiedAccessToken(
                new AccessTokenClaims(
                        "http://localhost:8080",
                        world.user.toString(),
                        List.of(World.API),
                        world.client,
                        SCOPES,
                        TokenId.random(),
                        of.authorizedAt(),
                        of.authorizedAt().plusSeconds(1800),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(of.grant()),
                        of.authorizedAt(),
                        Optional.of(session.sid())),
                key);
    }

    private AuthorizationCodes codes() {
        return new AuthorizationCodes(stores.redis);
    }

    static KeyId newKey() {
        return new KeyId(UUID.randomUUID().toString());
    }
}

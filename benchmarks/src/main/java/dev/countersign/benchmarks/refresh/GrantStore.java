package dev.countersign.benchmarks.refresh;

import static java.util.Objects.requireNonNull;

import dev.countersign.clients.Credential;
import dev.countersign.clients.StoredSecret;
import dev.countersign.embedded.Database;
import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.Family;
import dev.countersign.protocol.GrantId;
import dev.countersign.protocol.Scopes;
import dev.countersign.protocol.SessionId;
import dev.countersign.protocol.SubjectIdentifier;
import dev.countersign.protocol.UserId;
import dev.countersign.protocol.claim.ClaimsRequest;
import dev.countersign.protocol.secret.ServerKeys;
import dev.countersign.protocol.token.RefreshToken;
import dev.countersign.store.code.Authorization;
import dev.countersign.store.config.StoreConfig;
import dev.countersign.store.grant.GrantInsert;
import dev.countersign.store.grant.Grants;
import dev.countersign.store.grant.Narrowing;
import dev.countersign.store.grant.NewGrant;
import dev.countersign.store.grant.RefreshTokens;
import dev.countersign.store.grant.Refreshed;
import dev.countersign.store.postgres.CountersignPool;
import dev.countersign.store.postgres.Postgres;
import dev.countersign.store.revocation.RevocationRules;
import dev.countersign.store.signin.Decision;
import dev.countersign.store.signin.SignIn;
import dev.countersign.store.signin.SignIns;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The store's own classes on real PostgreSQL, called as the token endpoint calls them. */
final class GrantStore implements AutoCloseable {

    static final Scopes SCOPES = Scopes.parse("openid offline_access accounts:read");

    private static final StoreConfig CONFIG = () -> Duration.ofSeconds(10);
    private static final List<String> AUDIENCES = List.of("http://localhost:8080/api");
    private static final Duration GRANT_LIFETIME = Duration.ofHours(12);

    static {
        // Mutiny sets its context up at its first use, and fails if two threads are the first
        Consumer<Object> first = Infrastructure.decorate((Consumer<Object>) it -> {});
        first.accept("used");
    }

    final RefreshTokens tokens =
            new RefreshTokens(
                    ServerKeys.parse("1:" + Base64.getEncoder().encodeToString(new byte[32])));
    private final Map<ClientId, Credential> credentials = new ConcurrentHashMap<>();
    private final Timed timed;
    private final Vertx vertx = Vertx.vertx();
    private final Pool pool;
    private final Postgres postgres;
    private final RevocationRules rules;
    private final Grants grants;
    private final SignIns signIns;

    /** Told of each refresh. */
    interface Timed {

        /** It took from one instant to another, of {@link System#nanoTime}. */
        void refreshed(long begin, long end);
    }

    GrantStore(Database database, int connections, Timed timed) {
        this.timed = timed;
        PgConnectOptions options =
                new PgConnectOptions()
                        .setHost("127.0.0.1")
                        .setPort(database.port())
                        .setDatabase(database.name())
                        .setUser(database.user())
                        .setPassword(database.password());
        pool =
                new Pool(
                        PgBuilder.pool()
                                .with(
                                        CountersignPool.tuned(
                                                new PoolOptions().setMaxSize(connections),
                                                CONFIG.timeout()))
                                .connectingTo(CountersignPool.tuned(options, CONFIG.timeout()))
                                .using(vertx.getDelegate())
                                .build());
        postgres = new Postgres(pool, CONFIG);
        rules = new RevocationRules(postgres);
        grants = new Grants(postgres, tokens, rules);
        signIns = new SignIns(postgres);
    }

    static <T> T await(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(60));
    }

    void sql(String sql, @Nullable Object... values) {
        await(postgres.execute(sql, values));
    }

    Postgres postgres() {
        return postgres;
    }

    RevocationRules rules() {
        return rules;
    }

    Grants grants() {
        return grants;
    }

    ClientId application(String type, Duration window) {
        ClientId client = new ClientId("app-" + type + "-" + UUID.randomUUID());
        Optional<StoredSecret> secret =
                Optional.of(StoredSecret.ofBytes(new byte[32])).filter(it -> type.equals("web"));
        credentials.put(client, new Credential(client, secret));
        sql(
                """
                insert into applications
                  (client_id, name, type, secret, scopes, grant_types, requires_consent, refresh_window)
                values ($1, $1, $2, $3, $4, '{authorization_code,refresh_token}', false,
                  $5 * interval '1 ms')
                """,
                client,
                type,
                secret,
                SCOPES,
                (double) window.toMillis());
        return client;
    }

    UserId person() {
        UserId user = new UserId(UUID.randomUUID());
        sql(
                """
                insert into users (id, email, given_name, password_hash)
                values ($1, concat($1::uuid, '@example.com'), 'Person', 'hash')
                """,
                user);
        return user;
    }

    /** The decision and the grant, as after a sign-in; answers with its first refresh token. */
    RefreshToken signIn(UserId user, ClientId client) {
        GrantId id = GrantId.endingAt(Instant.now().plus(GRANT_LIFETIME));
        RefreshToken first = tokens.first(id);
        while (true) {
            Decision decision =
                    await(
                            signIns.decide(
                                    new SignIn(user, 1, Optional.empty(), client, now(), SCOPES)));
            if (decision instanceof Decision.Authorized(Instant at)
                    && insert(id, user, client, at, first)) {
                return first;
            }
            // within the very millisecond of a rule: the person signs in again
        }
    }

    private Credential credential(ClientId client) {
        return requireNonNull(credentials.get(client));
    }

    private boolean insert(
            GrantId id, UserId user, ClientId client, Instant authorizedAt, RefreshToken first) {
        Authorization authorization =
                new Authorization(
                        Family.OAUTH,
                        id,
                        client,
                        user,
                        SubjectIdentifier.of(user),
                        SessionId.random(),
                        "http://127.0.0.1/callback",
                        Optional.empty(),
                        Optional.empty(),
                        SCOPES,
                        ClaimsRequest.NONE,
                        Optional.empty(),
                        authorizedAt,
                        authorizedAt,
                        "1",
                        List.of("pwd"),
                        Optional.of("127.0.0.1"),
                        Optional.of("simulation"),
                        1);
        NewGrant grant = new NewGrant(authorization, AUDIENCES, Optional.of(first));
        return await(grants.insert(grant, credential(client))) instanceof GrantInsert.Inserted;
    }

    /** One refresh, timed. */
    Uni<Refreshed> refresh(RefreshToken token, ClientId client, Optional<Scopes> requested) {
        return Uni.createFrom()
                .deferred(
                        () -> {
                            long begin = System.nanoTime();
                            return grants.refresh(
                                            token,
                                            credential(client),
                                            new Narrowing(requested, Optional.empty()))
                                    .invoke(() -> timed.refreshed(begin, System.nanoTime()));
                        });
    }

    /** PostgreSQL's clock, in milliseconds: the only one that counts. */
    Instant now() {
        return await(
                postgres.row("select date_trunc('milliseconds', clock_timestamp()) as now")
                        .map(row -> row.orElseThrow().getOffsetDateTime("now").toInstant()));
    }

    /** Waits until PostgreSQL's clock has passed the instant. */
    void waitUntilAfter(Instant instant) {
        for (Instant now = now(); !now.isAfter(instant); now = now()) {
            pause(Duration.between(now, instant).plusMillis(1));
        }
    }

    private static void pause(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        pool.closeAndAwait();
        vertx.closeAndAwait();
    }
}

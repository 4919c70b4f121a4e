package dev.countersign.userinfo;

import dev.countersign.clients.ApplicationCache;
import dev.countersign.clients.Credential;
import dev.countersign.jose.DialectTokenClaims;
import dev.countersign.jose.TokenSigner;
import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.DialectIssuer;
import dev.countersign.protocol.Family;
import dev.countersign.protocol.GrantId;
import dev.countersign.protocol.Scopes;
import dev.countersign.protocol.SessionId;
import dev.countersign.protocol.SigningAlgorithm;
import dev.countersign.protocol.SubjectIdentifier;
import dev.countersign.protocol.TokenId;
import dev.countersign.protocol.claim.ClaimsRequest;
import dev.countersign.store.code.Authorization;
import dev.countersign.store.grant.Grants;
import dev.countersign.store.grant.NewGrant;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Alice and desktop-app in the real store, and tokens that stand on real grants. */
@Singleton
class Demo {

    private final Pool pool;
    private final Grants grants;
    private final TokenSigner signer;
    private final ApplicationCache applications;

    Demo(Pool pool, Grants grants, TokenSigner signer, ApplicationCache applications) {
        this.pool = pool;
        this.grants = grants;
        this.signer = signer;
        this.applications = applications;
    }

    void seed() {
        sql(
                """
                insert into users (id, email, email_verified, given_name, family_name, password_hash,
                  claims)
                values ($1, 'alice@example.com', true, 'Alice', 'Adams', '-',
                  '{"nickname": "Al", "address": {"locality": "Lund", "country": "SE"}}')
                on conflict (id) do update set enabled = true
                """,
                Tokens.ALICE.value());
        sql(
                """
                insert into applications
                  (client_id, name, type, scopes, grant_types, redirect_uris)
                values ('desktop-app', 'Desktop', 'native',
                  '{openid,profile,email,offline_access}', '{authorization_code,refresh_token}',
                  '{http://127.0.0.1/callback}')
                on conflict (client_id) do update set enabled = true, security = '{}'
                """);
        applications.evict(new ClientId("desktop-app"));
    }

    /** From now on desktop-app gets a JWT that is signed so. */
    void signUserinfo(SigningAlgorithm algorithm) {
        sql(
                """
                update applications set security = jsonb_build_object(
                  'userinfo_signed_response_alg', $1::text)
                where client_id = 'desktop-app'
                """,
                algorithm.word());
        applications.evict(new ClientId("desktop-app"));
    }

    /** A token of a grant of its own, for the issuer. */
    String token(String scopes) {
        return token(scopes, grant(scopes), List.of(Tokens.ISSUER));
    }

    String token(String scopes, GrantId grant, List<String> audiences) {
        return signer.sign(Tokens.of(scopes, audiences, grant, now())).await().indefinitely();
    }

    /** A token of the JSON dialect, of a grant that stands. */
    String dialectToken() {
        Instant now = now();
        return signer.sign(
                        new DialectTokenClaims(
                                DialectIssuer.DEFAULT,
                                new ClientId("desktop-app"),
                                new DialectTokenClaims.Person(
                                        Tokens.ALICE,
                                        "alice@example.com",
                                        "Alice",
                                        Optional.of("Adams")),
                                TokenId.random(),
                                grant("openid profile email"),
                                now,
                                now.plusSeconds(600),
                                now))
                .await()
                .indefinitely();
    }

    GrantId grant(String scopes) {
        return grant(scopes, ClaimsRequest.NONE);
    }

    GrantId grant(String scopes, ClaimsRequest claims) {
        Instant now = now();
        Authorization authorization =
                new Authorization(
                        Family.OAUTH,
                        GrantId.endingAt(now.plus(Duration.ofHours(12))),
                        new ClientId("desktop-app"),
                        Tokens.ALICE,
                        SubjectIdentifier.of(Tokens.ALICE),
                        new SessionId("session-1"),
                        "http://127.0.0.1:8001/callback",
                        Optional.empty(),
                        Optional.empty(),
                        Scopes.parse(scopes),
                        claims,
                        Optional.empty(),
                        now,
                        now,
                        "1",
                        List.of("pwd"),
                        Optional.empty(),
                        Optional.empty(),
                        1);
        grants.insert(
                        new NewGrant(authorization, List.of(Tokens.ISSUER), Optional.empty()),
                        Credential.ofPublicClient(authorization.client()))
                .await()
                .indefinitely();
        return authorization.grant();
    }

    private Instant now() {
        return sql("select clock_timestamp() as now")
                .iterator()
                .next()
                .getOffsetDateTime("now")
                .toInstant()
                .truncatedTo(ChronoUnit.MILLIS);
    }

    RowSet<Row> sql(String sql, Object... values) {
        return pool.preparedQuery(sql).executeAndAwait(Tuple.tuple(Arrays.asList(values)));
    }
}

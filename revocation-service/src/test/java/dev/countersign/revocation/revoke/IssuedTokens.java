package dev.countersign.revocation.revoke;

import dev.countersign.clients.StoredSecret;
import dev.countersign.jose.AccessTokenClaims;
import dev.countersign.jose.DialectTokenClaims;
import dev.countersign.jose.TokenSigner;
import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.DialectIssuer;
import dev.countersign.protocol.GrantId;
import dev.countersign.protocol.Issuer;
import dev.countersign.protocol.Scopes;
import dev.countersign.protocol.TokenId;
import dev.countersign.protocol.UserId;
import dev.countersign.protocol.request.ClientSecret;
import dev.countersign.protocol.secret.ServerKeys;
import dev.countersign.protocol.token.RefreshToken;
import dev.countersign.store.grant.RefreshTokens;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Grants and tokens as the token service makes them, for the applications of these tests. */
@Singleton
final class IssuedTokens {

    static final String PHONE_APP = "phone-app";
    static final String OTHER_APP = "other-app";
    static final String WEB_APP = "web-app";
    static final String WEB_APP_SECRET = "web-app-secret";

    private static final Duration LONG = Duration.ofSeconds(10);
    private static final UUID USER = UUID.fromString("7b9b1a52-6f0c-4f6e-8f0e-0c4b7f3b0001");

    private final Pool pool;
    private final TokenSigner signer;
    private final RefreshTokens refreshTokens;
    private final ServerKeys keys;
    private final Issuer issuer;

    IssuedTokens(
            Pool pool,
            TokenSigner signer,
            RefreshTokens refreshTokens,
            ServerKeys keys,
            Issuer issuer) {
        this.pool = pool;
        this.signer = signer;
        this.refreshTokens = refreshTokens;
        this.keys = keys;
        this.issuer = issuer;
    }

    void register() {
        sql(
                """
                insert into users (id, email, given_name, password_hash)
                values ($1, 'revoke@example.com', 'R', '-') on conflict do nothing
                """,
                USER);
        application(PHONE_APP, null);
        application(OTHER_APP, null);
        application(
                WEB_APP,
                Buffer.buffer(StoredSecret.of(new ClientSecret(WEB_APP_SECRET), keys).bytes()));
    }

    /** A public client with pages of this origin. */
    void page(String client, String origin) {
        sql(
                """
                insert into applications (client_id, name, type, cors_origins)
                values ($1, $1, 'web', $2) on conflict do nothing
                """,
                client,
                new String[] {origin});
    }

    /** A confidential client, or the secret that it has from now on. */
    void secret(String client, String secret) {
        sql(
                """
                insert into applications (client_id, name, type, secret) values ($1, $1, 'web', $2)
                on conflict (client_id) do update set secret = excluded.secret
                """,
                client,
                Buffer.buffer(StoredSecret.of(new ClientSecret(secret), keys).bytes()));
    }

    /** Their grants stay. */
    void deleteUser() {
        sql("delete from users where id = $1", USER);
    }

    private void application(String id, @Nullable Buffer secret) {
        sql(
                """
                insert into applications (client_id, name, type, secret)
                values ($1, $1, 'native', $2) on conflict do nothing
                """,
                id,
                secret);
    }

    /** A new grant's first refresh token. */
    RefreshToken refreshToken(String client) {
        GrantId grant = GrantId.endingAt(Instant.now().plus(Duration.ofHours(12)));
        RefreshToken token = refreshTokens.first(grant);
        sql(
                """
                insert into grants (id, user_id, client_id, scopes, audiences, authorized_at, auth_time,
                  acr, amr, issued_at, refresh_hash, last_used_at, last_used_on)
                values ($1, $2, $3, '{openid,offline_access}', '{}', now(), now(),
                  '1', '{pwd}', now(), $4, now(), current_date)
                """,
                grant.value(),
                USER,
                client,
                Buffer.buffer(token.hash()));
        return token;
    }

    String accessToken(String client, TokenId id, GrantId grant, Instant expiresAt) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        return signer.sign(
                        new AccessTokenClaims(
                                issuer.value(),
                                USER.toString(),
                                List.of(issuer.value()),
                                new ClientId(client),
                                Scopes.parse("openid"),
                                id,
                                now.minusSeconds(120),
                                expiresAt,
                                Optional.of(now),
                                Optional.of("1"),
                                Optional.of(grant),
                                now,
                                Optional.empty()))
                .await()
                .atMost(LONG);
    }

    /** Of the JSON dialect (contract, section 6). */
    String dialectToken(String client, TokenId id, GrantId grant) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        return signer.sign(
                        new DialectTokenClaims(
                                DialectIssuer.DEFAULT,
                                new ClientId(client),
                                new DialectTokenClaims.Person(
                                        new UserId(USER),
                                        "revoke@example.com",
                                        "R",
                                        Optional.empty()),
                                id,
                                grant,
                                now,
                                now.plusSeconds(600),
                                now))
                .await()
                .atMost(LONG);
    }

    boolean isEnded(GrantId grant) {
        return sql("select ended_at from grants where id = $1", grant.value())
                        .iterator()
                        .next()
                        .getOffsetDateTime(0)
                != null;
    }

    /** The stamps of the rules that this selector finds. */
    List<Instant> stamps(String selector) {
        return StreamSupport.stream(
                        sql(
                                        "select before from revocation_rules where selectors && $1",
                                        (Object) new String[] {selector})
                                .spliterator(),
                        false)
                .map(row -> row.getOffsetDateTime(0).toInstant())
                .toList();
    }

    private RowSet<Row> sql(String sql, @Nullable Object... values) {
        return pool.preparedQuery(sql).execute(Tuple.from(values)).await().atMost(LONG);
    }
}

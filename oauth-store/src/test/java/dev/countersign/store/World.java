package dev.countersign.store;

import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.GrantId;
import dev.countersign.protocol.RandomText;
import dev.countersign.protocol.Scopes;
import dev.countersign.protocol.SessionId;
import dev.countersign.protocol.UserId;
import dev.countersign.protocol.token.RefreshToken;
import dev.countersign.store.code.Authorization;
import dev.countersign.store.grant.GrantInsert;
import dev.countersign.store.grant.NewGrant;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** One person, one application and what the person allows it; nobody else's test sees them. */
public final class World {

    public static final String API = "http://localhost:8080/api";

    public final Stores stores;
    public final UserId user = new UserId(UUID.randomUUID());
    public final String email = "p" + RandomText.ofBits(96).toLowerCase(Locale.ROOT);
    public final ClientId client = new ClientId("app-" + RandomText.ofBits(96));
    public final SessionId session = SessionId.random();

    public World(Stores stores) {
        this.stores = stores;
        stores.sql(
                """
                insert into users (id, email, email_verified, given_name, family_name, password_hash)
                values ($1, $2, true, 'Alice', 'Adams', 'hash')
                """,
                user,
                email);
        stores.sql(
                """
                insert into applications (client_id, name, type, scopes, grant_types, redirect_uris)
                values ($1, 'App', 'native', '{openid,email,offline_access,accounts:read}',
                        '{authorization_code,refresh_token}', '{http://127.0.0.1/callback}')
                """,
                client);
    }

    /** PostgreSQL's now, in milliseconds: what a decision would carry. */
    public Instant now() {
        return Stores.await(
                stores.postgres
                        .row("select date_trunc('milliseconds', clock_timestamp()) as now")
                        .map(row -> row.orElseThrow().getOffsetDateTime("now").toInstant()));
    }

    public Authorization authorization(String scopes) {
        return authorization(scopes, GrantId.endingAt(Instant.now().plus(Duration.ofHours(12))));
    }

    public Authorization authorization(String scopes, GrantId grant) {
        Instant now = now();
        return new Authorization(
                grant,
                client,
                user,
                session,
                "http://127.0.0.1:8001/callback",
                Optional.of("http://127.0.0.1:8001/callback"),
                Optional.empty(),
                Scopes.parse(scopes),
                Optional.of("nonce"),
                now,
                now,
                "1",
                List.of("pwd"),
                Optional.of("127.0.0.1"),
                Optional.empty(),
                1);
    }

    /** Makes a grant and answers with its first refresh token. */
    public RefreshToken grant(String scopes) {
        return grant(authorization(scopes));
    }

    public RefreshToken grant(Authorization authorization) {
        RefreshToken first = stores.tokens.first(authorization.grant());
        insert(authorization, Optional.of(first));
        return first;
    }

    public GrantInsert insert(Authorization authorization, Optional<RefreshToken> first) {
        return Stores.await(stores.grants.insert(new NewGrant(authorization, List.of(API), first)));
    }
}

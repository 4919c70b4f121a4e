package dev.countersign.store;

import dev.countersign.clients.Application;
import dev.countersign.clients.Credential;
import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.Family;
import dev.countersign.protocol.GrantId;
import dev.countersign.protocol.RandomText;
import dev.countersign.protocol.Scopes;
import dev.countersign.protocol.SessionId;
import dev.countersign.protocol.SubjectIdentifier;
import dev.countersign.protocol.UserId;
import dev.countersign.protocol.claim.ClaimsRequest;
import dev.countersign.protocol.pkce.DialectChallenge;
import dev.countersign.protocol.pkce.DialectVerifier;
import dev.countersign.protocol.token.RefreshToken;
import dev.countersign.store.application.ApplicationRows;
import dev.countersign.store.code.Authorization;
import dev.countersign.store.grant.GrantInsert;
import dev.countersign.store.grant.NewGrant;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** One person, one application and what the person allows it; nobody else's test sees them. */
public final class World {

    public static final String API = "http://localhost:8080/api";

    /** Of every kind that there is: by a value, a structure and nothing more, at both places. */
    public static final ClaimsRequest CLAIMS =
            ClaimsRequest.of(
                    Map.of(
                            "userinfo",
                            Map.of("updated_at", Map.of("value", 7), "sub", Map.of()),
                            "id_token",
                            Map.of(
                                    "address",
                                    Map.of("essential", true, "value", Map.of("country", "SE")))));

    public final Stores stores;
    public final UserId user = new UserId(UUID.randomUUID());
    public final String email = "p" + RandomText.ofBits(96).toLowerCase(Locale.ROOT);
    public final ClientId client = new ClientId("app-" + RandomText.ofBits(96));
    public final SessionId session = SessionId.random();

    /** Who the user is at the application. */
    public SubjectIdentifier subject = SubjectIdentifier.of(user);

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
        return authorization(scopes, grant, session);
    }

    public Authorization authorization(String scopes, GrantId grant, SessionId session) {
        Instant now = now();
        return new Authorization(
                Family.OAUTH,
                grant,
                client,
                user,
                subject,
                session,
                "http://127.0.0.1:8001/callback",
                Optional.of("http://127.0.0.1:8001/callback"),
                Optional.empty(),
                Scopes.parse(scopes),
                ClaimsRequest.NONE,
                Optional.of("nonce"),
                now,
                now,
                "1",
                List.of("pwd"),
                Optional.of("127.0.0.1"),
                Optional.empty(),
                1);
    }

    /** The same, where claims were asked for besides. */
    public Authorization authorization(String scopes, ClaimsRequest claims) {
        Authorization it = authorization(scopes);
        return new Authorization(
                it.family(),
                it.grant(),
                it.client(),
                it.user(),
                it.subject(),
                it.session(),
                it.redirectUri(),
                it.requestedRedirectUri(),
                it.challenge(),
                it.scopes(),
                claims,
                it.nonce(),
                it.authorizedAt(),
                it.authTime(),
                it.acr(),
                it.amr(),
                it.address(),
                it.userAgent(),
                it.passwordVersion());
    }

    /** The same, begun at the dialect's endpoints. */
    public Authorization dialectAuthorization() {
        Authorization it = authorization("openid profile email");
        return new Authorization(
                Family.DIALECT,
                it.grant(),
                it.client(),
                it.user(),
                it.subject(),
                it.session(),
                it.redirectUri(),
                Optional.empty(),
                Optional.of(
                        DialectChallenge.of(
                                DialectChallenge.Method.SHA512, new DialectVerifier("1"))),
                it.scopes(),
                it.claims(),
                Optional.empty(),
                it.authorizedAt(),
                it.authTime(),
                it.acr(),
                it.amr(),
                it.address(),
                it.userAgent(),
                it.passwordVersion());
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
        return insert(authorization, first, credential());
    }

    public GrantInsert insert(
            Authorization authorization, Optional<RefreshToken> first, Credential caller) {
        return Stores.await(
                stores.grants.insert(new NewGrant(authorization, List.of(API), first), caller));
    }

    /** What the application is authenticated by right now. */
    public Credential credential() {
        return Stores.await(new ApplicationRows(stores.postgres).find(client))
                .map(Application::credential)
                .orElseGet(() -> Credential.ofPublicClient(client));
    }
}

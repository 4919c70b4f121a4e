package dev.countersign.store.grant;

import static dev.countersign.store.postgres.Columns.instant;
import static dev.countersign.store.postgres.Columns.optionalText;
import static dev.countersign.store.postgres.Columns.texts;

import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.Family;
import dev.countersign.protocol.GrantId;
import dev.countersign.protocol.Scopes;
import dev.countersign.protocol.SessionId;
import dev.countersign.protocol.SubjectIdentifier;
import dev.countersign.protocol.UserId;
import dev.countersign.protocol.claim.ClaimsRequest;
import dev.countersign.store.postgres.Columns;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A grant as tokens are made of it. It can outlive its user, so nothing here is read of the user.
 *
 * @param family of the endpoints at which alone its refresh token works
 * @param subject who the user is at the client
 * @param session empty for offline access
 * @param claims of the person, besides those of the scopes
 * @param authorizedAt kept by refreshing: what revocation rules are compared with
 */
public record GrantView(
        Family family,
        GrantId id,
        UserId user,
        SubjectIdentifier subject,
        ClientId client,
        Optional<SessionId> session,
        Scopes scopes,
        ClaimsRequest claims,
        List<String> audiences,
        Instant authorizedAt,
        Instant authTime,
        String acr,
        List<String> amr,
        Instant issuedAt) {

    /** The columns that {@link #of} reads; {@code g} is the table of grants. */
    static final String COLUMNS =
            """
            g.dialect, g.id, g.user_id, coalesce(g.subject, g.user_id) as subject, g.client_id, g.sid, g.scopes, g.audiences, g.authorized_at, g.auth_time,
            g.acr, g.amr, g.issued_at, g.claims as requested_claims""";

    public GrantView {
        audiences = List.copyOf(audiences);
        amr = List.copyOf(amr);
    }

    /** The absolute end of the grant and of its refresh tokens. */
    public Instant expiresAt() {
        return id.expiresAt();
    }

    static GrantView of(Row row) {
        return new GrantView(
                row.getBoolean("dialect") ? Family.DIALECT : Family.OAUTH,
                new GrantId(row.getUUID("id")),
                new UserId(row.getUUID("user_id")),
                new SubjectIdentifier(row.getUUID("subject")),
                new ClientId(row.getString("client_id")),
                optionalText(row, "sid").map(SessionId::new),
                Columns.scopes(row, "scopes"),
                Columns.claimsRequest(row, "requested_claims"),
                texts(row, "audiences"),
                instant(row, "authorized_at"),
                instant(row, "auth_time"),
                row.getString("acr"),
                texts(row, "amr"),
                instant(row, "issued_at"));
    }
}

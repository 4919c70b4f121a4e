package dev.countersign.store.race;

import dev.countersign.clients.Credential;
import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.Family;
import dev.countersign.protocol.GrantId;
import dev.countersign.protocol.Scopes;
import dev.countersign.protocol.SectorIdentifier;
import dev.countersign.protocol.SessionId;
import dev.countersign.protocol.SubjectIdentifier;
import dev.countersign.protocol.UserId;
import dev.countersign.protocol.claim.ClaimsRequest;
import dev.countersign.protocol.token.RefreshToken;
import dev.countersign.store.code.Authorization;
import dev.countersign.store.grant.NewGrant;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the rule and the other side meet on.
 *
 * @param before when the code and the session were authorized: ahead of the race
 * @param token the first refresh token of the grant
 */
record Contested(
        UserId user,
        int passwordVersion,
        ClientId client,
        String audience,
        SessionId session,
        Instant before,
        RefreshToken token) {

    /** In session: offline access would outlive a rule on it. */
    static final Scopes SCOPES = Scopes.parse("openid");

    GrantId grant() {
        return token.grant();
    }

    /** Where the person has no name of their own. */
    SubjectIdentifier subject() {
        return SubjectIdentifier.of(user);
    }

    /** One of this race alone. */
    SectorIdentifier sector() {
        return new SectorIdentifier(grant() + ".example");
    }

    Credential credential() {
        return Credential.ofPublicClient(client);
    }

    /** The grant as it is made of a decision at the instant. */
    NewGrant grantAuthorizedAt(Instant authorizedAt, SubjectIdentifier subject) {
        Authorization authorization =
                new Authorization(
                        Family.OAUTH,
                        grant(),
                        client,
                        user,
                        subject,
                        session,
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
                        Optional.empty(),
                        Optional.empty(),
                        passwordVersion);
        return new NewGrant(authorization, List.of(audience), Optional.of(token));
    }
}

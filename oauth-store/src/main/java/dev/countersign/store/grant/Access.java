package dev.countersign.store.grant;

import dev.countersign.jose.AccessTokenClaims;
import dev.countersign.jose.VerifiedAccessToken;
import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.GrantId;
import dev.countersign.protocol.KeyId;
import dev.countersign.protocol.SessionId;
import dev.countersign.protocol.TokenId;
import dev.countersign.protocol.UserId;
import dev.countersign.store.session.AdminSession;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Access that somebody has in hand, by a token or by an admin session, as live rules see it.
 *
 * @param subject who the user is at the client, or the client id where that itself is the holder
 * @param key that signed it
 */
public record Access(
        Optional<TokenId> token,
        Optional<GrantId> grant,
        Optional<SessionId> session,
        String subject,
        ClientId client,
        List<String> audiences,
        Optional<KeyId> key,
        Instant authorizedAt) {

    public Access {
        audiences = List.copyOf(audiences);
    }

    public static Access of(VerifiedAccessToken token) {
        AccessTokenClaims claims = token.claims();
        return new Access(
                Optional.of(claims.tokenId()),
                claims.grant(),
                claims.session(),
                claims.subject(),
                claims.clientId(),
                claims.audiences(),
                Optional.of(token.key()),
                claims.authorizedAt());
    }

    /** Nothing was signed: there is neither a token nor a key. */
    public static Access of(AdminSession session, ClientId client, List<String> audiences) {
        UserId user = session.user();
        return new Access(
                Optional.empty(),
                Optional.of(session.grant()),
                Optional.of(session.sid()),
                user.toString(),
                client,
                audiences,
                Optional.empty(),
                session.authorizedAt());
    }

    /** In the order of the statements. */
    List<Object> values() {
        return new ArrayList<>(
                List.of(token, grant, session, subject, client, audiences, key, authorizedAt));
    }
}

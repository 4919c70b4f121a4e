package dev.countersign.store.code;

import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.Family;
import dev.countersign.protocol.GrantId;
import dev.countersign.protocol.Scope;
import dev.countersign.protocol.Scopes;
import dev.countersign.protocol.SessionId;
import dev.countersign.protocol.SubjectIdentifier;
import dev.countersign.protocol.UserId;
import dev.countersign.protocol.claim.ClaimsRequest;
import dev.countersign.protocol.pkce.Challenge;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a code stands for: a person's decision, and what the code is bound to.
 *
 * @param family of the endpoints that issued the code, at which alone it is redeemed
 * @param grant the id of the grant to be, chosen with the code; its end is the grant's
 * @param subject who the person is at this client, for as long as the grant lives
 * @param session the session in which the person decided
 * @param redirectUri where the code was sent
 * @param requestedRedirectUri the {@code redirect_uri} of the request, which the token request must
 *     repeat (RFC 6749 §4.1.3); empty if none was sent
 * @param claims of the person, besides those of the scopes
 * @param authorizedAt when it was decided, by PostgreSQL's clock, in milliseconds
 * @param passwordVersion of the password that the sign-in rests on
 */
public record Authorization(
        Family family,
        GrantId grant,
        ClientId client,
        UserId user,
        SubjectIdentifier subject,
        SessionId session,
        String redirectUri,
        Optional<String> requestedRedirectUri,
        Optional<Challenge> challenge,
        Scopes scopes,
        ClaimsRequest claims,
        Optional<String> nonce,
        Instant authorizedAt,
        Instant authTime,
        String acr,
        List<String> amr,
        Optional<String> address,
        Optional<String> userAgent,
        int passwordVersion) {

    public Authorization {
        amr = List.copyOf(amr);
    }

    /**
     * The {@code sid} of the grant: offline access outlives the session. Tokens of the dialect do
     * not name it, but their grant ends with it all the same.
     */
    public Optional<SessionId> grantSession() {
        return scopes.contains(Scope.OFFLINE_ACCESS) ? Optional.empty() : Optional.of(session);
    }
}

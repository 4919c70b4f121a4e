package dev.countersign.token.issue;

import dev.countersign.clients.Application;
import dev.countersign.protocol.GrantId;
import dev.countersign.protocol.Scope;
import dev.countersign.protocol.Scopes;
import dev.countersign.protocol.SessionId;
import dev.countersign.protocol.SigningAlgorithm;
import dev.countersign.protocol.SubjectIdentifier;
import dev.countersign.protocol.UserId;
import dev.countersign.protocol.claim.RequestedClaims;
import dev.countersign.protocol.token.RefreshToken;
import dev.countersign.store.person.PersonClaims;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What was decided, and is recorded where it must be: only signatures are missing. */
public sealed interface Issuance {

    Application application();

    /** What this access token may do; a refresh may ask for less than was granted. */
    Scopes scopes();

    /** The transaction that made the final decision, by PostgreSQL's clock; rules compare it. */
    Instant authorizedAt();

    /**
     * Access on behalf of a person.
     *
     * @param subject who the user is at the application
     * @param person who it is right now; access tokens of the dialect say it
     * @param inIdToken what the ID token says of the person, OpenID Connect Core 1.0 §5.5
     * @param granted what the person allowed, of which {@code scopes} are a part
     * @param audiences of this access token: some of the grant's, which rules are compared with
     */
    record ForPerson(
            Application application,
            GrantId grant,
            UserId user,
            SubjectIdentifier subject,
            PersonClaims person,
            RequestedClaims inIdToken,
            SignIn signIn,
            Scopes granted,
            Scopes scopes,
            List<String> audiences,
            Instant authorizedAt,
            Optional<RefreshToken> refreshToken)
            implements Issuance {

        public ForPerson {
            audiences = List.copyOf(audiences);
        }

        boolean wantsIdToken() {
            return scopes.contains(Scope.OPENID);
        }

        /** Also of the hashes in the ID token (OpenID Connect Core 1.0 §3.1.3.6). */
        SigningAlgorithm idTokenAlgorithm() {
            return application.security().idTokenSignedResponseAlg();
        }

        /** Access of a grant that outlives the browser session does not end with it. */
        Optional<SessionId> session() {
            return granted.contains(Scope.OFFLINE_ACCESS) ? Optional.empty() : signIn.session();
        }
    }

    /** Access of the application itself, RFC 6749 §4.4. */
    record ForApplication(Application application, Scopes scopes, Instant authorizedAt)
            implements Issuance {}

    /**
     * How and when the person signed in, OpenID Connect Core 1.0 §2.
     *
     * @param session absent after a refresh of offline access
     * @param nonce the one of the authorization request; none after a refresh (§12.2)
     */
    record SignIn(
            Optional<SessionId> session,
            Instant authTime,
            String acr,
            List<String> amr,
            Optional<String> nonce) {

        public SignIn {
            amr = List.copyOf(amr);
        }
    }
}

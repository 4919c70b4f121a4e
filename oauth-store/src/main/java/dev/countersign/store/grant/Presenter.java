package dev.countersign.store.grant;

import dev.countersign.clients.Credential;
import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.Family;
import dev.countersign.protocol.Scopes;
import dev.countersign.protocol.UserId;
import java.util.Optional;

/**
 * Who presents a refresh token, and for what. Where the grant does not fit, nothing is spent and
 * nothing revoked.
 *
 * @param caller the application that authenticated
 * @param family of the endpoint
 * @param requested a wider scope than the grant's does not fit
 * @param subject who the presenter says that the grant is of
 */
public record Presenter(
        Credential caller, Family family, Narrowing requested, Optional<UserId> subject) {

    /** At the token endpoint of OAuth. */
    public static Presenter of(Credential caller, Narrowing requested) {
        return new Presenter(caller, Family.OAUTH, requested, Optional.empty());
    }

    ClientId client() {
        return caller.client();
    }

    Optional<Scopes> scope() {
        return requested.scopes();
    }
}

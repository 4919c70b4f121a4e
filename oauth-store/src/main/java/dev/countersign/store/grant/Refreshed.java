package dev.countersign.store.grant;

import dev.countersign.protocol.error.Refusal;
import dev.countersign.protocol.token.RefreshToken;
import dev.countersign.store.person.PersonClaims;

/** What came of presenting a refresh token. */
public sealed interface Refreshed {

    /** The token was current and is spent now. */
    record Rotated(GrantView grant, PersonClaims person, RefreshToken successor)
            implements Refreshed {}

    /** It was spent a moment ago and its successor is unused: the same successor again. */
    record Repeated(GrantView grant, PersonClaims person, RefreshToken successor)
            implements Refreshed {}

    /** Nothing was spent; where the refusal is a theft, the grant is revoked. */
    record Refused(Refusal refusal) implements Refreshed {}
}

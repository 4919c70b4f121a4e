package dev.countersign.store.signin;

import java.time.Instant;

/** What came of a sign-in. */
public sealed interface Decision {

    /**
     * @param authorizedAt the instant of the decision, by PostgreSQL's clock, in milliseconds
     */
    record Authorized(Instant authorizedAt) implements Decision {}

    /** The sign-in stands, but the person has not allowed all of the scopes yet. */
    record ConsentMissing(Instant authorizedAt) implements Decision {}

    /** The sign-in stands, but the password was somebody else's choice and must be changed. */
    record PasswordChangeDue() implements Decision {}

    /** The application is for its members only, and the person is none and not invited. */
    record NotAMember() implements Decision {}

    /** Something that it rests on has fallen: sign in again. */
    record Fallen() implements Decision {}
}

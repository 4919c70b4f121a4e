package dev.countersign.protocol.secret;

/**
 * What a server key is used for. Each purpose has a key of its own, derived from the server key.
 */
public enum Purpose {
    /** The tag that shows that a refresh token was made here. */
    REFRESH_TOKEN_TAG,
    /** The secret of the refresh token that follows another. */
    REFRESH_TOKEN_SUCCESSOR,
    /** The stored form of a client secret. */
    CLIENT_SECRET,
    /** The token that a page's form carries against cross-site request forgery. */
    FORM,
    /** Names of counters, so that a store's dump tells no address and no account. */
    COUNTER,
    /** What an idempotency key came with: there may be a password in it. */
    IDEMPOTENT_REQUEST,
    /** The {@code state} and the code verifier of a sign-in to the pages of administration. */
    ADMIN_SIGN_IN
}

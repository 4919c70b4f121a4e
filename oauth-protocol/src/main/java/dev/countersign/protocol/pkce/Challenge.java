package dev.countersign.protocol.pkce;

/** What a code is bound to: the digest of a verifier that only the right application has. */
public sealed interface Challenge permits CodeChallenge, DialectChallenge {

    String value();

    /** In constant time. A verifier of the other family never matches. */
    boolean matches(Verifier verifier);
}

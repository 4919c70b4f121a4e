/** The public keys by which anyone verifies our tokens: the JWK Set of RFC 7517 §5. */
@NullMarked
package dev.countersign.token.jwks;

import org.jspecify.annotations.NullMarked;

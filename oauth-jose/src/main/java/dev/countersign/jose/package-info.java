/**
 * Signing and verifying (RFC 7515, RFC 7519, RFC 9068): the claims of access and ID tokens, the
 * signing keys with their sealed form and their port, and the JWK Set. Nothing here knows where
 * keys are stored.
 */
@NullMarked
package dev.countersign.jose;

import org.jspecify.annotations.NullMarked;

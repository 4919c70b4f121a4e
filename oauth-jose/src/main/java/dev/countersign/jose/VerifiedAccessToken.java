package dev.countersign.jose;

import dev.countersign.protocol.KeyId;

/**
 * The claims of an access token whose signature, type, issuer and expiry were checked, and the key
 * that signed it. Whether it is meant for the caller, and whether it was revoked, is the caller's
 * question. Of a dialect token, where one may be presented, the claims are those that rules see.
 */
public record VerifiedAccessToken(AccessTokenClaims claims, KeyId key) {}

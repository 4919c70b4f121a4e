package dev.countersign.resourceserver;

import dev.countersign.resourceserver.token.AccessToken;
import dev.countersign.resourceserver.token.BearerToken;

/**
 * A request that was let in.
 *
 * @param bearer the token itself, to be sent on to the issuer (userinfo) and to nobody else
 * @param token what it says: verified, in force, and with the scopes that were asked for
 */
public record Accepted(BearerToken bearer, AccessToken token) {}

/**
 * What the client presents: the bearer token as it came (RFC 6750), the header it claims to have,
 * and the {@link dev.countersign.resourceserver.token.AccessToken} it turns out to be (RFC 9068).
 */
@NullMarked
package dev.countersign.resourceserver.token;

import org.jspecify.annotations.NullMarked;

/**
 * The authorization endpoint, RFC 6749 §3.1 and OpenID Connect Core 1.0 §3.1.2. A request is
 * <em>untrusted</em> until its client and redirection URI are known (a refusal is a page), then
 * <em>checked</em> parameter by parameter (a refusal is a redirect), then <em>pending</em> while a
 * person signs in or consents, and at last <em>answered</em>, once, by a code or an error.
 */
@NullMarked
package dev.countersign.auth.authorize;

import org.jspecify.annotations.NullMarked;

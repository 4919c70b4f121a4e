/**
 * The authorization endpoint, RFC 6749 §3.1 and OpenID Connect Core 1.0 §3.1.2. A request is
 * <em>assembled</em> first, for its parameters may be elsewhere than in the address. It is
 * <em>untrusted</em> until its client and redirection URI are known (a refusal is a page), then
 * <em>checked</em> parameter by parameter (a refusal goes to the application, by the response
 * mode), then <em>pending</em> while a person signs in or consents, and at last <em>answered</em>,
 * once, by what the response type promises or an error.
 */
@NullMarked
package dev.countersign.auth.authorize;

import org.jspecify.annotations.NullMarked;

/**
 * Refusals on their way out: where each is logged, once, and how it is rendered. The channels are
 * JSON (RFC 6749 §5.2; RFC 9457 under {@code /admin}), {@code WWW-Authenticate} (RFC 6750 §3), a
 * redirect (RFC 6749 §4.1.2.1) and a page for a person.
 */
@NullMarked
package dev.countersign.web.refusal;

import org.jspecify.annotations.NullMarked;

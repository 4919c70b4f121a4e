/**
 * Asks the issuer about a token (RFC 7662), where an API prefers that to a feed or its feed is
 * stale. Answers are kept for a moment, in a bounded number, and one token is asked about once at a
 * time.
 */
@NullMarked
package dev.countersign.resourceserver.introspection;

import org.jspecify.annotations.NullMarked;

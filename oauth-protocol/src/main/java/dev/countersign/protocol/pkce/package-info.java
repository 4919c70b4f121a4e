/** Proof Key for Code Exchange, RFC 7636. */
@NullMarked
package dev.countersign.protocol.pkce;

import org.jspecify.annotations.NullMarked;

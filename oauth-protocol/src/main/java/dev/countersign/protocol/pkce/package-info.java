/** Proof Key for Code Exchange, RFC 7636, and as the dialect spells it (contract, section 6). */
@NullMarked
package dev.countersign.protocol.pkce;

import org.jspecify.annotations.NullMarked;

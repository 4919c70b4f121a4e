/**
 * The server's own symmetric keys and what is computed with them: tags, derived tokens, stored
 * hashes.
 */
@NullMarked
package dev.countersign.protocol.secret;

import org.jspecify.annotations.NullMarked;

/**
 * Identifiers and values of OAuth 2.1 and OpenID Connect. What exists is well formed: each compact
 * constructor is the grammar.
 */
@NullMarked
package dev.countersign.protocol;

import org.jspecify.annotations.NullMarked;

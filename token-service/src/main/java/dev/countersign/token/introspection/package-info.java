/** The introspection endpoint, RFC 7662: what a token is worth right now, to those it concerns. */
@NullMarked
package dev.countersign.token.introspection;

import org.jspecify.annotations.NullMarked;

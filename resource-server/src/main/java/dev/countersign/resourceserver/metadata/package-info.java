/**
 * What this API says of itself (RFC 9728): who it is, who issues its tokens, which scopes it knows.
 */
@NullMarked
package dev.countersign.resourceserver.metadata;

import org.jspecify.annotations.NullMarked;

/** The revocation endpoint, RFC 7009: a client takes back a token that it holds. */
@NullMarked
package dev.countersign.revocation.revoke;

import org.jspecify.annotations.NullMarked;

/** The revocation endpoint over HTTP, on real stores. */
@NullMarked
package dev.countersign.revocation.revoke;

import org.jspecify.annotations.NullMarked;

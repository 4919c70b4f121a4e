/** Revocation rules: what stops working, and from when. */
@NullMarked
package dev.countersign.protocol.revocation;

import org.jspecify.annotations.NullMarked;

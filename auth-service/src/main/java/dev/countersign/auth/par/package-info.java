/**
 * The pushed authorization request endpoint, RFC 9126 §2: who pushes, what, and how much of it.
 * What a request says is {@code authorize}'s to judge, here as when the browser brings it.
 */
@NullMarked
package dev.countersign.auth.par;

import org.jspecify.annotations.NullMarked;

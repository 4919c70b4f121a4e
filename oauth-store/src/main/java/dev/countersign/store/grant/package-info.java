/** Grants and their refresh tokens: one row a grant, one statement for each thing done to it. */
@NullMarked
package dev.countersign.store.grant;

import org.jspecify.annotations.NullMarked;

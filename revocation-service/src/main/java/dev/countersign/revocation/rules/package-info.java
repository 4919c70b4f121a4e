/**
 * Revocation by rule: an administrator says what stops, is told first how much that is, and sees
 * what became of it.
 */
@NullMarked
package dev.countersign.revocation.rules;

import org.jspecify.annotations.NullMarked;

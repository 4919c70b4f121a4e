/**
 * The signing keys, for administrators: which there are, a planned rotation out of turn, and the
 * emergency in which one is known to others.
 */
@NullMarked
package dev.countersign.auth.admin.keys;

import org.jspecify.annotations.NullMarked;

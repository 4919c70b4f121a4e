/** The final decision of a sign-in: one statement, one snapshot, one instant. */
@NullMarked
package dev.countersign.store.signin;

import org.jspecify.annotations.NullMarked;

/** Passwords: how they are stored and checked, and what a new one must be. */
@NullMarked
package dev.countersign.auth.password;

import org.jspecify.annotations.NullMarked;

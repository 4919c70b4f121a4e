/** Passwords: how they are stored and checked. */
@NullMarked
package dev.countersign.auth.password;

import org.jspecify.annotations.NullMarked;

/** People: their accounts, passwords, sessions, and what is held about them. */
@NullMarked
package dev.countersign.cli.user;

import org.jspecify.annotations.NullMarked;

/** How a command can end: its exit status, and what is said where it did not do what it should. */
@NullMarked
package dev.countersign.cli.outcome;

import org.jspecify.annotations.NullMarked;

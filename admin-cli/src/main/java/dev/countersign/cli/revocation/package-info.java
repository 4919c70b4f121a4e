/** Revocation by rule, and how far a rule has come. */
@NullMarked
package dev.countersign.cli.revocation;

import org.jspecify.annotations.NullMarked;

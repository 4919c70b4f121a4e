/**
 * What a person or a script sees and types: results, remarks, tables, and secrets that are not
 * shown.
 */
@NullMarked
package dev.countersign.cli.terminal;

import org.jspecify.annotations.NullMarked;

/**
 * The administration API as all commands use it: authorized calls, refusals, paging, and changes
 * that overwrite nobody else's.
 */
@NullMarked
package dev.countersign.cli.administration;

import org.jspecify.annotations.NullMarked;

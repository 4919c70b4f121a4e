/**
 * What a thief of every store, backup and log would hold, and whether any of it is worth anything.
 */
@NullMarked
package dev.countersign.system.atrest;

import org.jspecify.annotations.NullMarked;

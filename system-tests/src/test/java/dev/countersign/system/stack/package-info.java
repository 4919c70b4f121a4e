/**
 * The stack under test, on free ports, with fresh state: a supervisor in a JVM of its own, or the
 * images in containers where that is asked for.
 */
@NullMarked
package dev.countersign.system.stack;

import org.jspecify.annotations.NullMarked;

/** The stack under test: a supervisor in a JVM of its own, on free ports, with fresh state. */
@NullMarked
package dev.countersign.system.stack;

import org.jspecify.annotations.NullMarked;

/**
 * {@code countersign-admin}: administration from a terminal. It knows the server by its public
 * contract alone; the root command and how an invocation ends are here.
 */
@NullMarked
package dev.countersign.cli;

import org.jspecify.annotations.NullMarked;

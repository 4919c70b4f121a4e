/** The first administrator. */
@NullMarked
package dev.countersign.cli.bootstrap;

import org.jspecify.annotations.NullMarked;

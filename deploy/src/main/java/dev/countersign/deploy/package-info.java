/** How Countersign is delivered: what of it is written by a program, and that program. */
@NullMarked
package dev.countersign.deploy;

import org.jspecify.annotations.NullMarked;

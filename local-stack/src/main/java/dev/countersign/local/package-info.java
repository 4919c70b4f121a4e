/**
 * The local stack behind {@code countersign up}: a supervisor that starts the stores and the five
 * services as child processes and keeps them running, and the gateway that joins them into one
 * origin by the path table.
 */
@NullMarked
package dev.countersign.local;

import org.jspecify.annotations.NullMarked;

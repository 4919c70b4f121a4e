/**
 * What {@code ./countersign benchmark NAME} runs: measurements at full size, on the stores that the
 * server runs on. Each benchmark has a package of its own and ends with an error where a promise
 * was broken, however fast it was.
 */
@NullMarked
package dev.countersign.benchmarks;

import org.jspecify.annotations.NullMarked;

/**
 * Gauges and counters for Micrometer, for an application that has it. Nothing else of the library
 * knows that it exists.
 */
@NullMarked
package dev.countersign.resourceserver.micrometer;

import org.jspecify.annotations.NullMarked;

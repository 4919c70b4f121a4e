/**
 * What one decision of {@code resource-server} costs, from the header to the answer: JMH, with the
 * rules and heartbeats arriving over HTTP as in an API.
 */
@NullMarked
package dev.countersign.benchmarks.decision;

import org.jspecify.annotations.NullMarked;

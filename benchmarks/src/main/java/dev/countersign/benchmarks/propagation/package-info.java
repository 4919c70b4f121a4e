/**
 * How long a revocation takes from the answer at {@code /oauth2/revoke} to the refusal at every API
 * instance, at a steady rate.
 */
@NullMarked
package dev.countersign.benchmarks.propagation;

import org.jspecify.annotations.NullMarked;

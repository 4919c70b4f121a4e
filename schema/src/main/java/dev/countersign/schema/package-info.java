/**
 * The SQL migrations and the one program that applies them. {@code countersign up}, the tests and
 * the Kubernetes Job run it; services only check that the schema's version is theirs.
 */
@NullMarked
package dev.countersign.schema;

import org.jspecify.annotations.NullMarked;

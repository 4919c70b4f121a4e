/**
 * Real PostgreSQL, Redis and Kafka as child processes on loopback, each with a port and a data
 * directory that outlive a stop or a kill. The local stack keeps them; the tests throw them away.
 */
@NullMarked
package dev.countersign.embedded;

import org.jspecify.annotations.NullMarked;

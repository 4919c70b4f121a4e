/**
 * Who has applied which rule: the acknowledgements of the API instances, read by every replica into
 * a bounded memory and written here for those without Kafka, and how long rules take. What
 * instances say is believed for this display only; no decision rests on it.
 */
@NullMarked
package dev.countersign.revocation.propagation;

import org.jspecify.annotations.NullMarked;

/**
 * The pushed revocation rules of the issuer (contract section 5): their public format, what each of
 * them stops, the Kafka topic they are read from, and how sure we may be that none is missing.
 */
@NullMarked
package dev.countersign.resourceserver.revocation;

import org.jspecify.annotations.NullMarked;

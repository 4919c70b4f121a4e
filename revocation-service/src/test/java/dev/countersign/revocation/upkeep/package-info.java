/** The background work as the service runs it. */
@NullMarked
package dev.countersign.revocation.upkeep;

import org.jspecify.annotations.NullMarked;

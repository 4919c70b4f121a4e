/** The relay on real stores, and what it writes against the published schemas. */
@NullMarked
package dev.countersign.revocation.relay;

import org.jspecify.annotations.NullMarked;

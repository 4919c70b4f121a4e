/** The inventory over HTTP, on real stores: what is found, what is refused, what leaks nowhere. */
@NullMarked
package dev.countersign.revocation.inventory;

import org.jspecify.annotations.NullMarked;

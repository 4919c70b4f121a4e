/** The signing keys that all replicas share, sealed, and their rotation by any of these. */
@NullMarked
package dev.countersign.store.key;

import org.jspecify.annotations.NullMarked;

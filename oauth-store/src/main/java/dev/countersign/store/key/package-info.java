/** The signing keys that all replicas share, sealed. */
@NullMarked
package dev.countersign.store.key;

import org.jspecify.annotations.NullMarked;

/** Settings and keys of the stores, read once at start-up. */
@NullMarked
package dev.countersign.store.config;

import org.jspecify.annotations.NullMarked;

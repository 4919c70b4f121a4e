/** Whether the stores are there and of this build's version. */
@NullMarked
package dev.countersign.store.health;

import org.jspecify.annotations.NullMarked;

/** PostgreSQL as the packages beside this one use it: bounded calls, and failures told apart. */
@NullMarked
package dev.countersign.store.postgres;

import org.jspecify.annotations.NullMarked;

/** Counters of failed sign-ins, named so that a dump tells no address and no account. */
@NullMarked
package dev.countersign.store.counter;

import org.jspecify.annotations.NullMarked;

/** People's accounts and what they have consented to. */
@NullMarked
package dev.countersign.store.person;

import org.jspecify.annotations.NullMarked;

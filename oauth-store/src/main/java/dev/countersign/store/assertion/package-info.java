/** Which assertions of clients were used: none authenticates twice. */
@NullMarked
package dev.countersign.store.assertion;

import org.jspecify.annotations.NullMarked;

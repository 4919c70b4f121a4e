/** Work that goes on as long as the process does, on threads of its own. */
@NullMarked
package dev.countersign.store.loop;

import org.jspecify.annotations.NullMarked;

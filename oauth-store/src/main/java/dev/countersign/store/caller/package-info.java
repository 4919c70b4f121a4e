/** Whether whoever calls is still what it was when it was authenticated. */
@NullMarked
package dev.countersign.store.caller;

import org.jspecify.annotations.NullMarked;

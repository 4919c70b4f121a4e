/** Authorization codes: what a code stands for, and the one script that spends it. */
@NullMarked
package dev.countersign.store.code;

import org.jspecify.annotations.NullMarked;

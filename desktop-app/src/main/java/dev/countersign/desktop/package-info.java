/**
 * The sample client: its options, its settings and the order of the workflow that contract.md
 * section 2 describes. Whoever writes a desktop application can begin with a copy.
 */
@NullMarked
package dev.countersign.desktop;

import org.jspecify.annotations.NullMarked;

/** Proves the clauses of the JOSE documents that tokens rest on. */
@NullMarked
package dev.countersign.jose;

import org.jspecify.annotations.NullMarked;

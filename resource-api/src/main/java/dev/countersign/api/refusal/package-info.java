/**
 * What this API itself refuses, beside what the library refuses before it: a closed list, and the
 * mappers that bring everything that can go wrong into it.
 */
@NullMarked
package dev.countersign.api.refusal;

import org.jspecify.annotations.NullMarked;

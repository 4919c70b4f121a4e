/** Who people are at applications that are not to tell each other: pairwise subject identifiers. */
@NullMarked
package dev.countersign.store.subject;

import org.jspecify.annotations.NullMarked;

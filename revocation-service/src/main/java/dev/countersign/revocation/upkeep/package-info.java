/**
 * What is done in the background, by whichever replica has the lock: rows that rules stop are
 * marked, rules that nothing needs and changes that were published are forgotten, partitions of
 * grants are made and dropped.
 */
@NullMarked
package dev.countersign.revocation.upkeep;

import org.jspecify.annotations.NullMarked;

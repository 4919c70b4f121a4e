/**
 * What the stores' packages share: the one way in which a store is away. Codes, sessions and
 * pending requests are in Redis; all that must survive is in PostgreSQL.
 */
@NullMarked
package dev.countersign.store;

import org.jspecify.annotations.NullMarked;

/**
 * A rule against whatever it could miss, in every order in which their steps can come: each
 * statement, begin and commit of a side waits for its turn, on real PostgreSQL.
 */
@NullMarked
package dev.countersign.store.race;

import org.jspecify.annotations.NullMarked;

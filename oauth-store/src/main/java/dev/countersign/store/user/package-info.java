/**
 * Accounts as administrators see and change them: found by address or name, changed under the
 * version that was read, exported and erased; and the one link that makes the first administrator.
 */
@NullMarked
package dev.countersign.store.user;

import org.jspecify.annotations.NullMarked;

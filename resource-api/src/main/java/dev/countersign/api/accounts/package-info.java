/**
 * Data that belongs to the user: a few sample accounts in a database of this API's own, made when a
 * user is first seen.
 */
@NullMarked
package dev.countersign.api.accounts;

import org.jspecify.annotations.NullMarked;

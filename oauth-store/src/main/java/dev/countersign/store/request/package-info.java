/**
 * Authorization requests in Redis, known by a hash only: those that wait for a person, by their
 * handle, and those that clients pushed, by their {@code request_uri}.
 */
@NullMarked
package dev.countersign.store.request;

import org.jspecify.annotations.NullMarked;

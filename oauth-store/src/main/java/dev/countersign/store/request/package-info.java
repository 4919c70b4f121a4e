/** Authorization requests that wait for a person, in Redis, known by the hash of their handle. */
@NullMarked
package dev.countersign.store.request;

import org.jspecify.annotations.NullMarked;

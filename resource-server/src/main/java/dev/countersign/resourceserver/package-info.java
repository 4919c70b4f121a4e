/**
 * The library an API team adds: tokens are checked where they arrive, and revoked ones stop within
 * a second. A request passes {@code jaxrs} (what came over HTTP), {@code token} (what is
 * presented), {@code keys} (who signed it), {@code revocation} (what was taken back) and is settled
 * in {@code decision}. Only {@code jaxrs} knows a framework.
 */
@NullMarked
package dev.countersign.resourceserver;

import org.jspecify.annotations.NullMarked;

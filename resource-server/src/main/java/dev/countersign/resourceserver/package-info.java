/**
 * The library an API team adds: tokens are checked where they arrive, and revoked ones stop within
 * a second. {@link dev.countersign.resourceserver.ResourceServer} is the way in for any framework;
 * a Quarkus application has annotations instead, in {@code jaxrs}, the only package that knows one.
 *
 * <p>A request passes {@code token} (what is presented), {@code keys} (who signed it), {@code
 * revocation} (what was taken back) or {@code introspection} (what the issuer says when asked), and
 * is settled in {@code decision}. {@code refusal} words what is refused, {@code metadata} what the
 * API says of itself, {@code issuer} speaks HTTP to the issuer, and {@code micrometer} hands
 * measurements on.
 */
@NullMarked
package dev.countersign.resourceserver;

import org.jspecify.annotations.NullMarked;

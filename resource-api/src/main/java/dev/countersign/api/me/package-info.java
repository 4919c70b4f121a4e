/**
 * Who is signed in: a token names its subject by an id only, so the issuer's userinfo endpoint
 * (OpenID Connect Core 1.0 §5.3) is asked with the presented token, and its answer kept for a
 * moment.
 */
@NullMarked
package dev.countersign.api.me;

import org.jspecify.annotations.NullMarked;

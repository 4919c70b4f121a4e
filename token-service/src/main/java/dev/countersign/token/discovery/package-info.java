/** What the server can do, as OpenID Connect Discovery 1.0 §3 and RFC 8414 §2 spell it. */
@NullMarked
package dev.countersign.token.discovery;

import org.jspecify.annotations.NullMarked;

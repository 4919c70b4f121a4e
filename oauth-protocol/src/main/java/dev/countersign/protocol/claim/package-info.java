/** What can be said of a person, OpenID Connect Core 1.0 §5.1. */
@NullMarked
package dev.countersign.protocol.claim;

import org.jspecify.annotations.NullMarked;

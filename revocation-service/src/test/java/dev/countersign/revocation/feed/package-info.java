/** The feed over HTTP: its memory, on a real broker, and at its endpoint. */
@NullMarked
package dev.countersign.revocation.feed;

import org.jspecify.annotations.NullMarked;

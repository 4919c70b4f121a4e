/** One HTTP message sent, one received, and the wire that carries them and tells who listens. */
@NullMarked
package dev.countersign.desktop.http;

import org.jspecify.annotations.NullMarked;

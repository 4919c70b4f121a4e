/**
 * The browser that the person signs in with (the system's, or one that plays the person), and the
 * loopback server that it comes back to (RFC 8252 §7.3).
 */
@NullMarked
package dev.countersign.desktop.browser;

import org.jspecify.annotations.NullMarked;

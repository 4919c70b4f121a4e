/** What the terminal shows: numbered steps, HTTP messages with their secrets shortened. */
@NullMarked
package dev.countersign.desktop.terminal;

import org.jspecify.annotations.NullMarked;

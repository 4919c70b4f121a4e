/** Why a request is refused: one closed list, with what the outside reads and what the log says. */
@NullMarked
package dev.countersign.protocol.error;

import org.jspecify.annotations.NullMarked;

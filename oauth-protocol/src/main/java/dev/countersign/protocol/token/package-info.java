/** The formats of authorization codes and refresh tokens. */
@NullMarked
package dev.countersign.protocol.token;

import org.jspecify.annotations.NullMarked;

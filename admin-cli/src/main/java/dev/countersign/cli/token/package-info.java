/** The inventory: who holds which access, what a token is, and taking back selected grants. */
@NullMarked
package dev.countersign.cli.token;

import org.jspecify.annotations.NullMarked;

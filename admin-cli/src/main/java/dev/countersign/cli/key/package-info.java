/** The keys that sign tokens. */
@NullMarked
package dev.countersign.cli.key;

import org.jspecify.annotations.NullMarked;

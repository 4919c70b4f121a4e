/** The declarations of a server as YAML, out of it and into it. */
@NullMarked
package dev.countersign.cli.declaration;

import org.jspecify.annotations.NullMarked;

/** APIs: their identifiers, scopes and introspection credentials. */
@NullMarked
package dev.countersign.cli.api;

import org.jspecify.annotations.NullMarked;

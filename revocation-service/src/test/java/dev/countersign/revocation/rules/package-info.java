/** Revocation by rule over HTTP, on real stores. */
@NullMarked
package dev.countersign.revocation.rules;

import org.jspecify.annotations.NullMarked;

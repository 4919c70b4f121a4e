/**
 * The login of the JSON dialect (contract, section 6): its words for an authorization request, and
 * the one endpoint that takes a password for a code. Everything behind it is {@code authorize} and
 * {@code login}.
 */
@NullMarked
package dev.countersign.auth.dialect;

import org.jspecify.annotations.NullMarked;

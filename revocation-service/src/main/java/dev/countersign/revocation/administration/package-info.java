/**
 * The edge of administration: whoever comes in holds a bearer token for {@code <issuer>/admin}
 * alone, with the scope that the method names, and is an administrator at this moment. A method
 * that names no scope answers nobody.
 */
@NullMarked
package dev.countersign.revocation.administration;

import org.jspecify.annotations.NullMarked;

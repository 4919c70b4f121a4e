/**
 * The edge of administration, the same at every service that has a part of it: whoever comes in
 * holds a bearer token for {@code <issuer>/admin} alone, with the scope that the method names, and
 * has the role at this moment. A method that names no scope answers nobody. Here too is how
 * administration reads and writes JSON, pages and versions.
 */
@NullMarked
package dev.countersign.web.administration;

import org.jspecify.annotations.NullMarked;

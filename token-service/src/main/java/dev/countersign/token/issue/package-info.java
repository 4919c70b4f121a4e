/**
 * What a grant brings: lifetimes, claims and signatures, and the token response of RFC 6749 §5.1.
 * Nothing here decides whether something is issued.
 */
@NullMarked
package dev.countersign.token.issue;

import org.jspecify.annotations.NullMarked;

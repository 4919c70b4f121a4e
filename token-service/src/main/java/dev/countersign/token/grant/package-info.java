/**
 * The grant types of RFC 6749: whether what was presented becomes tokens. Each has its decisions in
 * plain code and its chain of calls beside them; {@link dev.countersign.token.grant.GrantTypes}
 * chooses.
 */
@NullMarked
package dev.countersign.token.grant;

import org.jspecify.annotations.NullMarked;

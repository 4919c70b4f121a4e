/**
 * The UserInfo endpoint, OpenID Connect Core 1.0 §5.3: who signed in, for whom the person allowed
 * to know it, and only while that stands.
 */
@NullMarked
package dev.countersign.userinfo;

import org.jspecify.annotations.NullMarked;

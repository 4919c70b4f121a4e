/** The token endpoint, RFC 6749 §3.2: who is calling, what is asked, what is answered. */
@NullMarked
package dev.countersign.token.endpoint;

import org.jspecify.annotations.NullMarked;

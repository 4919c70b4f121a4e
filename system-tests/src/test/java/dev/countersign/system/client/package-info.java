/** What a client does, in the fewest words: sign in, redeem, refresh, revoke, ask the API. */
@NullMarked
package dev.countersign.system.client;

import org.jspecify.annotations.NullMarked;

/**
 * What a browser keeps for us and proves with it: cookies, the tokens of forms, the accounts that
 * have signed in there before, and the address it calls from.
 */
@NullMarked
package dev.countersign.auth.browser;

import org.jspecify.annotations.NullMarked;

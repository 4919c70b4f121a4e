/**
 * The sign-in page: a password, checked in the same time whoever is named, and the brake on
 * guessing; the change of a password that must be changed; and the choice among the accounts of the
 * browser. It ends in a session, and in the answer to the request that sent the person here.
 */
@NullMarked
package dev.countersign.auth.login;

import org.jspecify.annotations.NullMarked;

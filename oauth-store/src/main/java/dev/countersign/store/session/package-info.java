/**
 * Sessions of browsers in Redis, known by the hash of their cookie: of single sign-on, one for each
 * account of a browser, and of administration.
 */
@NullMarked
package dev.countersign.store.session;

import org.jspecify.annotations.NullMarked;

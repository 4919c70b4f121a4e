/** Single sign-on sessions in Redis, known by the hash of their cookie. */
@NullMarked
package dev.countersign.store.session;

import org.jspecify.annotations.NullMarked;

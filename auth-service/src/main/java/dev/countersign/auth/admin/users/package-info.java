/**
 * People's accounts by the hand of an administrator: found, made, changed, given a new password,
 * signed out everywhere, exported, erased.
 */
@NullMarked
package dev.countersign.auth.admin.users;

import org.jspecify.annotations.NullMarked;

/**
 * Who belongs to an application: its users, by the hand of an administrator or of its managers;
 * those who are invited; and the managers, by the hand of an administrator.
 */
@NullMarked
package dev.countersign.auth.admin.members;

import org.jspecify.annotations.NullMarked;

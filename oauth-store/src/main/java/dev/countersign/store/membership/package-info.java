/**
 * Who belongs to an application: its users (contract, section 6), those who are invited to become
 * one, and its managers, who change it without being administrators.
 */
@NullMarked
package dev.countersign.store.membership;

import org.jspecify.annotations.NullMarked;

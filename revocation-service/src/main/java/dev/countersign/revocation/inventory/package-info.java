/**
 * The inventory of tokens for administrators, {@code /admin/tokens}: search, revoke the selected
 * ones, tell what a pasted token is.
 */
@NullMarked
package dev.countersign.revocation.inventory;

import org.jspecify.annotations.NullMarked;

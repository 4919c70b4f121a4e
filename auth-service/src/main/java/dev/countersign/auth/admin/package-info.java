/** What administrators write: the rows of users, applications and APIs as Panache entities. */
@NullMarked
package dev.countersign.auth.admin;

import org.jspecify.annotations.NullMarked;

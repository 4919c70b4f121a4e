/**
 * The declarative YAML of APIs, applications and users: read at start, applied as a whole or not at
 * all.
 */
@NullMarked
package dev.countersign.auth.admin.declaration;

import org.jspecify.annotations.NullMarked;

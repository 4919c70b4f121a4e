/** APIs as administrators register, change and remove them. */
@NullMarked
package dev.countersign.auth.admin.apis;

import org.jspecify.annotations.NullMarked;

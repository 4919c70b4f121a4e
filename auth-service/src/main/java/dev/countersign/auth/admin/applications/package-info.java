/**
 * Applications as administrators register, change and remove them: what may be registered, what a
 * manager may not change, and the acts that take access back.
 */
@NullMarked
package dev.countersign.auth.admin.applications;

import org.jspecify.annotations.NullMarked;

/** The page {@code /admin}: who is signed in to administration, and what they may do. */
@NullMarked
package dev.countersign.auth.admin.home;

import org.jspecify.annotations.NullMarked;

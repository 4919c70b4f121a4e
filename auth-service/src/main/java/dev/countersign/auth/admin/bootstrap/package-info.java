/**
 * The first administrator, while there is none: whoever has the server's bootstrap secret gets a
 * link, and whoever opens that in time makes an account with the role.
 */
@NullMarked
package dev.countersign.auth.admin.bootstrap;

import org.jspecify.annotations.NullMarked;

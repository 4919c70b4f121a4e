/**
 * OpenID Connect RP-Initiated Logout 1.0. A request whose hint is of the browser's own session is
 * <em>done</em> at once; any other is <em>asked about</em> on a page, and done if the person says
 * so. Then the browser <em>returns</em> to where the application registered, or to no application.
 */
@NullMarked
package dev.countersign.auth.logout;

import org.jspecify.annotations.NullMarked;

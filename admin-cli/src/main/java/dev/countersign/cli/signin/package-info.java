/**
 * In whose name the command acts: a person, by the authorization code grant with PKCE on a loopback
 * port, whose tokens are kept in a file of their own; or an application with its secret.
 */
@NullMarked
package dev.countersign.cli.signin;

import org.jspecify.annotations.NullMarked;

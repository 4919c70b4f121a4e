/**
 * How a person administers by pages: a session of its own in a cookie of its own, which the server
 * gets as its own client, through the authorization code flow. It is a grant like any other, to be
 * seen in the inventory and taken back there; what the person may do is read at each use. Only
 * pages take the cookie; JSON takes a bearer token.
 */
@NullMarked
package dev.countersign.web.administration.session;

import org.jspecify.annotations.NullMarked;

/**
 * Calls that this server makes to addresses that somebody else has chosen: to the public internet
 * over https only, bounded in time and size, through the proxy where there is one.
 */
@NullMarked
package dev.countersign.web.outgoing;

import org.jspecify.annotations.NullMarked;

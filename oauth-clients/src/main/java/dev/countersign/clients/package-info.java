/**
 * Registered applications and APIs, and who is calling: the ports, the cache in front of them and
 * client authentication.
 */
@NullMarked
package dev.countersign.clients;

import org.jspecify.annotations.NullMarked;

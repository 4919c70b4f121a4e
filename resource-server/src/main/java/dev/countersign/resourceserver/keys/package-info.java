/**
 * The issuer's public keys: held in memory, fetched again at most once in five seconds when a token
 * names a key that is not known.
 */
@NullMarked
package dev.countersign.resourceserver.keys;

import org.jspecify.annotations.NullMarked;

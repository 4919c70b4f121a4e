/**
 * The issuer as it is reached over HTTP: its discovery document (OpenID Connect Discovery 1.0), its
 * key set, and the credentials with which this API may ask it more.
 */
@NullMarked
package dev.countersign.resourceserver.issuer;

import org.jspecify.annotations.NullMarked;

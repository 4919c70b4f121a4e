/**
 * Requests below the issuer and their answers; a server that does not answer is one that is away.
 */
@NullMarked
package dev.countersign.cli.http;

import org.jspecify.annotations.NullMarked;

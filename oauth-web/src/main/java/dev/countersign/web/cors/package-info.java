/**
 * Calls of pages on other origins (contract, section 3; the CORS protocol of the Fetch Standard):
 * who may read the answers of which endpoints. Never with credentials.
 */
@NullMarked
package dev.countersign.web.cors;

import org.jspecify.annotations.NullMarked;

/**
 * The token call of the JSON dialect (contract, section 6): another rendering of the grants in
 * {@code grant}, which it gives whatever it reads.
 */
@NullMarked
package dev.countersign.token.dialect;

import org.jspecify.annotations.NullMarked;

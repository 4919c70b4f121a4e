/** What instances say, what is believed of it, and what is measured. */
@NullMarked
package dev.countersign.revocation.propagation;

import org.jspecify.annotations.NullMarked;

/** Who gets in, who does not, and what a refusal says, over HTTP and on real stores. */
@NullMarked
package dev.countersign.revocation.administration;

import org.jspecify.annotations.NullMarked;

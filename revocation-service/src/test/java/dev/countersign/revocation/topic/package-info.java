/** The topic on a real broker. */
@NullMarked
package dev.countersign.revocation.topic;

import org.jspecify.annotations.NullMarked;

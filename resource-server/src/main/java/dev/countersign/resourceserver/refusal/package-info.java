/**
 * The closed lists of what can be refused. A refusal has two texts, one for the client and one for
 * the log, and gets an {@code error_id} when it is answered, by which the two are matched.
 */
@NullMarked
package dev.countersign.resourceserver.refusal;

import org.jspecify.annotations.NullMarked;

/**
 * The decision on one request: may this token be used here, now. In memory, in microseconds, with
 * no call to anyone.
 */
@NullMarked
package dev.countersign.resourceserver.decision;

import org.jspecify.annotations.NullMarked;

/**
 * The decision on one request: may this token be used here, now. In memory, in microseconds, with
 * no call to anyone, unless the API was told to ask.
 */
@NullMarked
package dev.countersign.resourceserver.decision;

import org.jspecify.annotations.NullMarked;

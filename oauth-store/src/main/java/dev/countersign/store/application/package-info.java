/** Registered applications and APIs as rows, and the reading that client credentials rest on. */
@NullMarked
package dev.countersign.store.application;

import org.jspecify.annotations.NullMarked;

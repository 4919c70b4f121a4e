/** What endpoints read from a request: parameters and bearer tokens. */
@NullMarked
package dev.countersign.web.request;

import org.jspecify.annotations.NullMarked;

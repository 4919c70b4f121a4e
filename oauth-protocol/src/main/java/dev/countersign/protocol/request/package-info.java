/** Requests as the RFCs spell them: parameters, token requests, client credentials. */
@NullMarked
package dev.countersign.protocol.request;

import org.jspecify.annotations.NullMarked;

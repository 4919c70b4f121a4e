/**
 * The edge for a Quarkus application: settings, annotations, the filter in front of every resource
 * method, the answers to refused requests, and the API's own metadata (RFC 9728).
 */
@NullMarked
package dev.countersign.resourceserver.jaxrs;

import org.jspecify.annotations.NullMarked;

/**
 * The path table (contract.md §1) in the languages of those who stand in front of the services in
 * production: the Gateway API and Ingress of Kubernetes, and nginx.
 */
@NullMarked
package dev.countersign.deploy.routes;

import org.jspecify.annotations.NullMarked;

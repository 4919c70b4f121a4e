/**
 * The manifests as {@code kubectl kustomize} renders them: whether they are right, and whether they
 * fit.
 */
@NullMarked
package dev.countersign.deploy.manifests;

import org.jspecify.annotations.NullMarked;

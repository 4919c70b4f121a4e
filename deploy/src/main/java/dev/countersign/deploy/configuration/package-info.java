/**
 * Every setting that an operator may give, and which program reads it: found in the sources, so
 * that neither a document nor a manifest names one that is not there.
 */
@NullMarked
package dev.countersign.deploy.configuration;

import org.jspecify.annotations.NullMarked;

/**
 * The inventory at ten million grants: fills a store with a believable past and asks it for the
 * first page of each filter and of each pair of filters.
 */
@NullMarked
package dev.countersign.benchmarks.inventory;

import org.jspecify.annotations.NullMarked;

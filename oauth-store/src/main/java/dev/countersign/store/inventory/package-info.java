/**
 * The inventory: who holds which access, searched by any combination of filters at any size. Only
 * index entries are walked, newest first; the rows are read for the page alone.
 */
@NullMarked
package dev.countersign.store.inventory;

import org.jspecify.annotations.NullMarked;

/**
 * The pages a person sees: their layout, their texts in message bundles, and the headers that keep
 * them safe. A page needs no script and nothing from a third party.
 */
@NullMarked
package dev.countersign.web.page;

import org.jspecify.annotations.NullMarked;

/**
 * Who did what with which right, from where: one record an act, kept whatever becomes of it, and
 * published to {@code countersign.audit}.
 */
@NullMarked
package dev.countersign.store.audit;

import org.jspecify.annotations.NullMarked;

/** The pages that belong to no request, and the texts of all pages of this service. */
@NullMarked
package dev.countersign.auth.pages;

import org.jspecify.annotations.NullMarked;

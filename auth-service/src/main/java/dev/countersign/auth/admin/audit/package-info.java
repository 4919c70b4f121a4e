/** The audit records, searched by who, what, on what and when. */
@NullMarked
package dev.countersign.auth.admin.audit;

import org.jspecify.annotations.NullMarked;

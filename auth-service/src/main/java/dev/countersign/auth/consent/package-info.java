/** The consent page: what an application asks for, in plain sentences; allow, deny, remembered. */
@NullMarked
package dev.countersign.auth.consent;

import org.jspecify.annotations.NullMarked;

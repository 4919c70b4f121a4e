/** The commands by which a person begins and ends to act. */
@NullMarked
package dev.countersign.cli.login;

import org.jspecify.annotations.NullMarked;

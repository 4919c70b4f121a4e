/** Applications, their secrets, their users and their managers. */
@NullMarked
package dev.countersign.cli.application;

import org.jspecify.annotations.NullMarked;

/**
 * The steps of the workflow, one class each, and what they share: the API, the authorization
 * server, the code flow and the wallet. A step either does what it should or says what was
 * expected.
 */
@NullMarked
package dev.countersign.desktop.step;

import org.jspecify.annotations.NullMarked;

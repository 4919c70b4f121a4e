/**
 * The protected sample API. It knows the authorization server by its public contract alone, through
 * the library {@code resource-server}, and answers with data of the person the token acts for.
 */
@NullMarked
package dev.countersign.api;

import org.jspecify.annotations.NullMarked;

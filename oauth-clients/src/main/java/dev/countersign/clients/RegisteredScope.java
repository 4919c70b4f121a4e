package dev.countersign.clients;

import dev.countersign.protocol.Scope;
import java.util.Optional;

/**
 * A scope that an application may ask for. A scope of an API names the API's identifier, which is
 * the audience of the tokens, and a sentence for the consent page.
 */
public record RegisteredScope(Scope scope, Optional<String> api, Optional<String> sentence) {}

package dev.countersign.cli.declaration;

import dev.countersign.cli.http.Address;

/** The one document, and what it is written in. */
final class Declaration {

    static final Address ADDRESS = Address.of("admin", "applications", "declaration");
    static final String YAML = "application/yaml";

    private Declaration() {}
}

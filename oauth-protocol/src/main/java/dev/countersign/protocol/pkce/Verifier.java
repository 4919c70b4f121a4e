package dev.countersign.protocol.pkce;

/** What an application kept back until it redeems its code, in the grammar of its family. */
public sealed interface Verifier permits CodeVerifier, DialectVerifier {

    String value();
}

package dev.countersign.clients;

import dev.countersign.protocol.ClientId;

/** Whoever authenticated: an application, or an API by its introspection credential. */
public sealed interface Caller permits Application, Api {

    ClientId clientId();

    /** By what it authenticates, as it was when it was read. */
    Credential credential();
}

package dev.countersign.store.request;

import dev.countersign.protocol.request.Parameters;
import java.util.Map;

/** The parameters of a pushed request as JSON in Redis; {@code v} is its version. */
record StoredPushedRequest(int v, Map<String, String> parameters) {

    private static final int VERSION = 1;

    StoredPushedRequest {
        if (v != VERSION) {
            throw new IllegalArgumentException("another version");
        }
        parameters = Map.copyOf(parameters);
    }

    static StoredPushedRequest of(Parameters parameters) {
        return new StoredPushedRequest(VERSION, parameters.texts());
    }

    Parameters toParameters() {
        return Parameters.of(parameters);
    }
}

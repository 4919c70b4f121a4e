package dev.countersign.cli.signin;

import dev.countersign.cli.terminal.Secret;
import java.util.Optional;

/**
 * What the server knows of the application that a person signs in through.
 *
 * @param scope what is asked for; all of it must be registered
 * @param port of the redirect URI, where the application is not a native one or the port is free
 */
public record Registration(String clientId, Optional<Secret> secret, String scope, int port) {

    /** All of the administration API, and to stay signed in. */
    public static final String EVERYTHING =
            "offline_access tokens:read tokens:revoke applications:read applications:write"
                    + " users:read users:write audit:read";

    ActingClient client() {
        return new ActingClient(clientId, secret);
    }
}

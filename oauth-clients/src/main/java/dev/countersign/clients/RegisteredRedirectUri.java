package dev.countersign.clients;

import dev.countersign.protocol.RedirectUri;

/**
 * A redirection URI that an application's registration allows. Only {@link Application} makes one,
 * and only to one may an answer be redirected: an open redirector does not compile.
 */
public final class RegisteredRedirectUri implements RegisteredUri {

    private final RedirectUri uri;

    RegisteredRedirectUri(RedirectUri uri) {
        this.uri = uri;
    }

    @Override
    public RedirectUri uri() {
        return uri;
    }

    @Override
    public String toString() {
        return uri.value();
    }
}

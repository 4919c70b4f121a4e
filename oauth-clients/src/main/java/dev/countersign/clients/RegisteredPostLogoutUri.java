package dev.countersign.clients;

import dev.countersign.protocol.RedirectUri;

/**
 * A {@code post_logout_redirect_uri} that an application's registration allows (OpenID Connect
 * RP-Initiated Logout 1.0 §3.1). It receives no answer to an authorization request: that goes to a
 * {@link RegisteredRedirectUri}.
 */
public final class RegisteredPostLogoutUri implements RegisteredUri {

    private final RedirectUri uri;

    RegisteredPostLogoutUri(RedirectUri uri) {
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

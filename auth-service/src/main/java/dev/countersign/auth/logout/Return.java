package dev.countersign.auth.logout;

import dev.countersign.clients.Application;
import dev.countersign.clients.RegisteredPostLogoutUri;
import dev.countersign.protocol.RedirectUri;
import java.util.Optional;

/** Where the browser goes after a logout, OpenID Connect RP-Initiated Logout 1.0 §3. */
sealed interface Return {

    /** To the application, which gets back its {@code state}. */
    record To(RegisteredPostLogoutUri uri, Optional<String> state) implements Return {}

    /** To a page of ours: the application asked for nothing else. */
    record ToUs() implements Return {}

    /** Nowhere: what was asked for is not registered, or nobody knows for whom. */
    record Unregistered() implements Return {}

    /** {@code asked} is the {@code post_logout_redirect_uri}, whatever was sent as such. */
    static Return of(
            Optional<String> asked, Optional<String> state, Optional<Application> application) {
        if (asked.isEmpty()) {
            return new ToUs();
        }
        return asked.flatMap(Return::uri)
                .flatMap(uri -> application.flatMap(it -> it.postLogoutRedirectUri(uri)))
                .<Return>map(uri -> new To(uri, state))
                .orElseGet(Unregistered::new);
    }

    private static Optional<RedirectUri> uri(String text) {
        try {
            return Optional.of(new RedirectUri(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}

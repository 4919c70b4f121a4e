package dev.countersign.clients;

import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.GrantType;
import dev.countersign.protocol.RedirectUri;
import dev.countersign.protocol.Scope;
import dev.countersign.protocol.request.ClientSecret;
import dev.countersign.protocol.secret.ServerKeys;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One application of each kind. */
final class Fixtures {

    static final ServerKeys KEYS =
            ServerKeys.parse("1:" + Base64.getEncoder().encodeToString(new byte[32]));
    static final ClientSecret SECRET = new ClientSecret("web-app-secret");
    static final String API = "http://localhost:8080/api";

    private Fixtures() {}

    static RegisteredScope scope(String name, Optional<String> api) {
        return new RegisteredScope(new Scope(name), api, api.map(it -> "A sentence"));
    }

    static Application application(
            ApplicationType type, Optional<ClientSecret> secret, String redirectUri) {
        return application(
                type,
                secret,
                redirectUri,
                scope("openid", Optional.empty()),
                scope("accounts:read", Optional.of(API)));
    }

    static Application withScopes(RegisteredScope... scopes) {
        return application(
                ApplicationType.NATIVE, Optional.empty(), "http://127.0.0.1/callback", scopes);
    }

    private static Application application(
            ApplicationType type,
            Optional<ClientSecret> secret,
            String redirectUri,
            RegisteredScope... scopes) {
        return new Application(
                new ClientId(type.word() + "-app"),
                "An application",
                type,
                secret.map(it -> StoredSecret.of(it, KEYS)),
                Set.of(new RedirectUri(redirectUri)),
                List.of(scopes),
                Set.of(GrantType.AUTHORIZATION_CODE),
                Optional.of("urn:default"),
                true,
                true,
                Lifetimes.DEFAULT,
                true,
                Instant.EPOCH);
    }

    static Application nativeApplication() {
        return application(ApplicationType.NATIVE, Optional.empty(), "http://127.0.0.1/callback");
    }

    static Application webApplication() {
        return webApplication(SECRET);
    }

    static Application webApplication(ClientSecret secret) {
        return application(
                ApplicationType.WEB, Optional.of(secret), "http://127.0.0.1:7777/callback");
    }
}

package dev.countersign.clients;

import dev.countersign.jose.KeySealing;
import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.DialectIssuer;
import dev.countersign.protocol.GrantType;
import dev.countersign.protocol.Issuer;
import dev.countersign.protocol.Origin;
import dev.countersign.protocol.RedirectUri;
import dev.countersign.protocol.ResponseType;
import dev.countersign.protocol.Scope;
import dev.countersign.protocol.request.ClientSecret;
import dev.countersign.protocol.secret.ServerKeys;
import java.time.Instant;
import java.time.InstantSource;
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

    static final KeySealing SEALING =
            KeySealing.parse("1:" + Base64.getEncoder().encodeToString(new byte[32]));
    static final Issuer ISSUER = new Issuer("https://id.example");

    private Fixtures() {}

    static ClientAssertions assertions(FetchedDocuments documents, InstantSource clock) {
        return new ClientAssertions(
                new ClientKeySets(documents), new AssertionsInMemory(), SEALING, ISSUER, clock);
    }

    static Application with(SecurityProfile security, Optional<StoredSecret> secret) {
        Application it = webApplication();
        return new Application(
                it.clientId(),
                it.name(),
                it.type(),
                secret,
                Optional.empty(),
                false,
                it.redirectUris(),
                it.postLogoutRedirectUris(),
                it.scopes(),
                it.grantTypes(),
                it.responseTypes(),
                it.defaultApi(),
                it.requiresConsent(),
                it.requiresPkce(),
                it.membersOnly(),
                it.corsOrigins(),
                it.dialect(),
                security,
                it.lifetimes(),
                it.enabled(),
                it.readAt());
    }

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
                Optional.empty(),
                false,
                Set.of(new RedirectUri(redirectUri)),
                Set.of(new RedirectUri(redirectUri + "/signed-out")),
                List.of(scopes),
                Set.of(GrantType.AUTHORIZATION_CODE),
                ResponseType.USUAL,
                Optional.of("urn:default"),
                true,
                true,
                false,
                Set.of(),
                Optional.empty(),
                SecurityProfile.USUAL,
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

    /** {@code Authorization PKCE Flow}: public, with a secret that may be sent. */
    static Application publicWithSecret(Optional<FormerSecret> former) {
        Application it = webApplication();
        return new Application(
                new ClientId("pkce-app"),
                it.name(),
                it.type(),
                it.secret(),
                former,
                true,
                Set.of(
                        new RedirectUri("https://spa.example/app/callback"),
                        new RedirectUri("http://127.0.0.1:9000/callback"),
                        new RedirectUri("http://plain.example/callback"),
                        new RedirectUri("com.example.app:/callback")),
                it.postLogoutRedirectUris(),
                it.scopes(),
                it.grantTypes(),
                it.responseTypes(),
                it.defaultApi(),
                it.requiresConsent(),
                it.requiresPkce(),
                true,
                Set.of(new Origin("https://other.example:8443")),
                Optional.of(DialectIssuer.DEFAULT),
                it.security(),
                it.lifetimes(),
                it.enabled(),
                it.readAt());
    }
}

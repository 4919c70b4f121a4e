package dev.countersign.auth.authorize;

import dev.countersign.clients.AdminApi;
import dev.countersign.clients.Application;
import dev.countersign.clients.ApplicationType;
import dev.countersign.clients.Lifetimes;
import dev.countersign.clients.RegisteredScope;
import dev.countersign.clients.SecurityProfile;
import dev.countersign.clients.StoredSecret;
import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.GrantType;
import dev.countersign.protocol.RedirectUri;
import dev.countersign.protocol.ResponseType;
import dev.countersign.protocol.Scope;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Registered applications as values. */
final class SampleApplications {

    static final Application DESKTOP =
            application("desktop-app", ApplicationType.NATIVE, "http://127.0.0.1/callback", true);

    static final Application WEB =
            application("web-app", ApplicationType.WEB, "https://web.example/callback", true);

    static final Application WITHOUT_PKCE =
            application("lax-app", ApplicationType.WEB, "https://lax.example/callback", false);

    static final Application ADMIN =
            application("admin-app", ApplicationType.WEB, "https://admin.example/callback", true);

    private SampleApplications() {}

    static Application disabled(Application it) {
        return copy(it, it.grantTypes(), false);
    }

    static Application withGrantTypes(Application it, GrantType... types) {
        return copy(it, Set.of(types), true);
    }

    private static Application copy(Application it, Set<GrantType> types, boolean enabled) {
        return new Application(
                it.clientId(),
                it.name(),
                it.type(),
                it.secret(),
                it.formerSecret(),
                it.secretIsOptional(),
                it.redirectUris(),
                it.postLogoutRedirectUris(),
                it.scopes(),
                types,
                it.responseTypes(),
                it.defaultApi(),
                it.requiresConsent(),
                it.requiresPkce(),
                it.membersOnly(),
                it.corsOrigins(),
                it.dialect(),
                it.security(),
                it.lifetimes(),
                enabled,
                it.readAt());
    }

    private static Application application(
            String id, ApplicationType type, String redirectUri, boolean requiresPkce) {
        return new Application(
                new ClientId(id),
                id,
                type,
                type == ApplicationType.NATIVE
                        ? Optional.empty()
                        : Optional.of(StoredSecret.ofBytes(new byte[33])),
                Optional.empty(),
                false,
                Set.of(new RedirectUri(redirectUri)),
                Set.of(),
                List.of(
                        new RegisteredScope(Scope.OPENID, Optional.empty(), Optional.empty()),
                        new RegisteredScope(
                                new Scope("accounts:read"),
                                Optional.of("https://api.example"),
                                Optional.of("See your accounts")),
                        new RegisteredScope(
                                new Scope(AdminApi.TOKENS_READ),
                                Optional.of("http://localhost:8080/admin"),
                                Optional.of("See who holds which access"))),
                Set.of(GrantType.AUTHORIZATION_CODE),
                ResponseType.USUAL,
                Optional.empty(),
                true,
                requiresPkce,
                false,
                Set.of(),
                Optional.empty(),
                SecurityProfile.USUAL,
                Lifetimes.DEFAULT,
                true,
                Instant.EPOCH);
    }
}

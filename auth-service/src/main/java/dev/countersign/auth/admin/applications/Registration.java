package dev.countersign.auth.admin.applications;

import static dev.countersign.protocol.ClientAuthenticationMethod.CLIENT_SECRET_JWT;
import static dev.countersign.protocol.ClientAuthenticationMethod.PRIVATE_KEY_JWT;

import dev.countersign.auth.admin.ApplicationEntity;
import dev.countersign.clients.AdminApi;
import dev.countersign.clients.ApplicationType;
import dev.countersign.clients.Lifetimes;
import dev.countersign.clients.SecurityProfile;
import dev.countersign.clients.StoredSecret;
import dev.countersign.protocol.DialectIssuer;
import dev.countersign.protocol.GrantType;
import dev.countersign.protocol.Origin;
import dev.countersign.protocol.RedirectUri;
import dev.countersign.protocol.ResponseType;
import dev.countersign.protocol.Scopes;
import dev.countersign.protocol.SectorIdentifier;
import dev.countersign.store.application.StoredSecurity;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is registered of an application, well formed; what it names need not exist. */
record Registration(
        String name,
        Authenticator authenticator,
        ApplicationType type,
        List<RedirectUri> redirectUris,
        List<RedirectUri> postLogoutRedirectUris,
        Scopes scopes,
        Set<GrantType> grantTypes,
        Set<ResponseType> responseTypes,
        Optional<String> defaultApi,
        boolean consent,
        boolean requirePkce,
        boolean membersOnly,
        boolean dialect,
        DialectIssuer dialectIssuer,
        List<Origin> corsOrigins,
        Lifetimes lifetimes,
        SecurityProfile security,
        boolean enabled) {

    /** Whether a secret is made with the application. */
    boolean hasSecret() {
        return needsSecret() || dialect;
    }

    /** Whether it cannot authenticate without one. */
    private boolean needsSecret() {
        return !authenticator.isPublic() && !security.authenticatesBy(PRIVATE_KEY_JWT);
    }

    /**
     * Why it cannot authenticate so by what is stored of its secret; empty where it can, or needs
     * none.
     */
    Optional<String> missingSecret(byte @Nullable [] stored) {
        if (needsSecret() && stored == null) {
            return Optional.of("needs a secret, and there is none: replace the secret first");
        }
        boolean unreadable = stored == null || !StoredSecret.ofBytes(stored).isSealed();
        return security.authenticatesBy(CLIENT_SECRET_JWT) && unreadable
                ? Optional.of("is for an application that was made with it: only a hash is kept")
                : Optional.empty();
    }

    /** Whether it may do anything in administration: then it is no manager's any more. */
    boolean administers() {
        return scopes.names().stream().anyMatch(AdminApi::has);
    }

    /** Where its people have subject identifiers of their own. */
    Optional<SectorIdentifier> sector() {
        return security.sector(redirectUris);
    }

    /** The same, disabled. */
    Registration disabled() {
        return new Registration(
                name,
                authenticator,
                type,
                redirectUris,
                postLogoutRedirectUris,
                scopes,
                grantTypes,
                responseTypes,
                defaultApi,
                consent,
                requirePkce,
                membersOnly,
                dialect,
                dialectIssuer,
                corsOrigins,
                lifetimes,
                security,
                false);
    }

    /** All but the secret, and what is fixed when it is made. */
    void writeTo(ApplicationEntity it) {
        it.name = name;
        it.type = type.word();
        it.redirectUris = texts(redirectUris);
        it.postLogoutRedirectUris = texts(postLogoutRedirectUris);
        it.scopes = texts(scopes.values());
        it.grantTypes = grantTypes.stream().map(GrantType::word).sorted().toArray(String[]::new);
        it.responseTypes =
                responseTypes.stream().map(ResponseType::words).sorted().toArray(String[]::new);
        it.defaultApi = defaultApi.orElse(null);
        it.requiresConsent = consent;
        it.requiresPkce = requirePkce;
        it.membersOnly = membersOnly;
        it.dialect = dialect;
        it.dialectIssuer = dialectIssuer.value();
        it.corsOrigins = texts(corsOrigins);
        it.live(lifetimes);
        it.security = StoredSecurity.write(security);
        it.enabled = enabled;
    }

    private static String[] texts(Collection<?> values) {
        return values.stream().map(Object::toString).toArray(String[]::new);
    }
}

package dev.countersign.auth.admin.declaration;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.countersign.auth.admin.applications.Authenticator;
import dev.countersign.auth.admin.applications.PairwiseRule;
import dev.countersign.auth.admin.applications.SecurityDocument;
import dev.countersign.auth.admin.declaration.Declarations.DeclaredUser;
import dev.countersign.clients.ApplicationType;
import dev.countersign.clients.Lifetimes;
import dev.countersign.clients.SecurityProfile;
import dev.countersign.protocol.ClientAuthenticationMethod;
import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.DialectIssuer;
import dev.countersign.protocol.GrantType;
import dev.countersign.protocol.Origin;
import dev.countersign.protocol.RedirectUri;
import dev.countersign.protocol.ResponseType;
import dev.countersign.protocol.Scope;
import dev.countersign.protocol.Scopes;
import dev.countersign.protocol.request.ClientSecret;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Without a {@code clientSecret}, or with one that is optional, it is a public client, and PKCE is
 * required of it. Where an {@code authenticator} is named, that decides, as in an export, which has
 * no secrets: a secret that is there stays.
 *
 * @param members addresses of people who are there or declared; others who are members stay so
 * @param membersOnly by default where the dialect is on
 * @param enabled when it is made: afterwards that is for administrators to say
 */
record DeclaredApplication(
        String clientId,
        String name,
        String type,
        @Nullable String authenticator,
        @Nullable String clientSecret,
        @Nullable List<String> redirectUris,
        @Nullable List<String> postLogoutRedirectUris,
        @Nullable List<String> scopes,
        @Nullable List<String> grantTypes,
        @Nullable List<String> responseTypes,
        @Nullable Boolean consent,
        @JsonProperty("require_pkce") @Nullable Boolean requirePkce,
        @Nullable String defaultApi,
        @Nullable Boolean secretIsOptional,
        @Nullable Boolean membersOnly,
        @Nullable List<String> members,
        @Nullable List<String> corsOrigins,
        @Nullable Boolean dialect,
        @Nullable String dialectIssuer,
        @Nullable DeclaredLifetimes lifetimes,
        @Nullable SecurityDocument security,
        @Nullable Boolean enabled) {

    DeclaredApplication {
        new ClientId(Declarations.required("clientId", clientId));
        Declarations.required("name", name);
        ApplicationType itsType = ApplicationType.of(Declarations.required("type", type));
        redirectUris = Declarations.listed(redirectUris);
        redirectUris.forEach(RedirectUri::new);
        postLogoutRedirectUris = Declarations.listed(postLogoutRedirectUris);
        postLogoutRedirectUris.forEach(RedirectUri::new);
        scopes = Declarations.listed(scopes);
        scopes.forEach(Scope::new);
        grantTypes = Declarations.listed(grantTypes);
        for (String word : grantTypes) {
            if (GrantType.of(word).isEmpty()) {
                throw new IllegalArgumentException("no such grant type: " + word);
            }
        }
        for (String words : Declarations.listed(responseTypes)) {
            if (ResponseType.of(words).isEmpty()) {
                throw new IllegalArgumentException("no such response type: " + words);
            }
        }
        boolean secretMayStayAway = Boolean.TRUE.equals(secretIsOptional);
        if (clientSecret == null && secretMayStayAway) {
            throw new IllegalArgumentException("secretIsOptional, but there is no clientSecret");
        }
        SecurityProfile profile = profile(security);
        Optional<ClientAuthenticationMethod> method = profile.tokenEndpointAuthMethod();
        boolean isPublic = (clientSecret == null && !signs(profile)) || secretMayStayAway;
        if (authenticator != null) {
            Authenticator its = Authenticator.of(authenticator);
            if (!its.allows(itsType) || (clientSecret != null && its.isPublic() != isPublic)) {
                throw new IllegalArgumentException(
                        "type, clientSecret and secretIsOptional are not those of "
                                + authenticator);
            }
            isPublic = its.isPublic();
        }
        if (method.isPresent() && isPublic != (method.get() == ClientAuthenticationMethod.NONE)) {
            throw new IllegalArgumentException(
                    "token_endpoint_auth_method is not one of this application");
        }
        if (isPublic && Boolean.FALSE.equals(requirePkce)) {
            throw new IllegalArgumentException("PKCE is required of a public client");
        }
        PairwiseRule.wrong(
                        profile,
                        redirectUris.stream().map(RedirectUri::new).toList(),
                        Scopes.of(scopes),
                        Boolean.TRUE.equals(dialect))
                .ifPresent(
                        detail -> {
                            throw new IllegalArgumentException(PairwiseRule.FIELD + " " + detail);
                        });
        members = Declarations.listed(members).stream().map(DeclaredUser::normalized).toList();
        corsOrigins = Declarations.listed(corsOrigins);
        corsOrigins.forEach(Origin::new);
        if (dialectIssuer != null) {
            new DialectIssuer(dialectIssuer);
        }
    }

    Optional<ClientSecret> secret() {
        return Optional.ofNullable(clientSecret).map(ClientSecret::new);
    }

    private static SecurityProfile profile(@Nullable SecurityDocument security) {
        return security == null ? SecurityProfile.USUAL : security.read();
    }

    private static boolean signs(SecurityProfile profile) {
        return profile.authenticatesBy(ClientAuthenticationMethod.PRIVATE_KEY_JWT);
    }

    SecurityProfile itsSecurity() {
        return profile(security);
    }

    /** Whether it authenticates by a secret. */
    boolean needsSecret() {
        return !isPublic() && !signs(itsSecurity());
    }

    /** RFC 6749 §2.1. */
    boolean isPublic() {
        return authenticator == null
                ? (clientSecret == null && !signs(itsSecurity()))
                        || Boolean.TRUE.equals(secretIsOptional)
                : Authenticator.of(authenticator).isPublic();
    }

    /** Whether a secret that is there stays, for the declaration leaves secrets out. */
    boolean keepsSecret() {
        return authenticator != null && clientSecret == null;
    }

    boolean isEnabledAtFirst() {
        return !Boolean.FALSE.equals(enabled);
    }

    boolean speaksDialect() {
        return Boolean.TRUE.equals(dialect);
    }

    String itsDialectIssuer() {
        return dialectIssuer == null ? DialectIssuer.DEFAULT.value() : dialectIssuer;
    }

    Lifetimes itsLifetimes() {
        Lifetimes otherwise = speaksDialect() ? Lifetimes.DIALECT : Lifetimes.DEFAULT;
        return lifetimes == null ? otherwise : lifetimes.toLifetimes(otherwise);
    }

    boolean isForMembersOnly() {
        return membersOnly == null ? speaksDialect() : membersOnly;
    }

    String[] corsOriginArray() {
        return Declarations.listed(corsOrigins).toArray(String[]::new);
    }

    String[] memberArray() {
        return Declarations.listed(members).toArray(String[]::new);
    }

    boolean requiresConsent() {
        return !Boolean.FALSE.equals(consent);
    }

    boolean requiresPkce() {
        return !Boolean.FALSE.equals(requirePkce);
    }

    String[] redirectUriArray() {
        return Declarations.listed(redirectUris).toArray(String[]::new);
    }

    String[] postLogoutRedirectUriArray() {
        return Declarations.listed(postLogoutRedirectUris).toArray(String[]::new);
    }

    String[] scopeArray() {
        return Declarations.listed(scopes).toArray(String[]::new);
    }

    String[] grantTypeArray() {
        return Declarations.listed(grantTypes).toArray(String[]::new);
    }

    /** In the words of the registry, whatever their order is here. */
    String[] responseTypeArray() {
        return (responseTypes == null
                        ? ResponseType.USUAL.stream()
                        : responseTypes.stream().flatMap(it -> ResponseType.of(it).stream()))
                .map(ResponseType::words)
                .distinct()
                .sorted()
                .toArray(String[]::new);
    }

    @Override
    public String toString() {
        return clientId;
    }
}

package dev.countersign.clients;

import dev.countersign.protocol.ClientAuthenticationMethod;
import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.DialectIssuer;
import dev.countersign.protocol.GrantType;
import dev.countersign.protocol.Issuer;
import dev.countersign.protocol.Origin;
import dev.countersign.protocol.RedirectUri;
import dev.countersign.protocol.ResponseType;
import dev.countersign.protocol.Scope;
import dev.countersign.protocol.Scopes;
import dev.countersign.protocol.SectorIdentifier;
import dev.countersign.protocol.SubjectType;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A registered application, as it was at {@code readAt} by PostgreSQL's clock.
 *
 * @param secret absent for a public client (RFC 6749 §2.1) of OAuth alone
 * @param secretIsOptional a public client that has a secret all the same, and may send it
 * @param redirectUris in the order of the registration
 * @param postLogoutRedirectUris where a browser may return to that has signed out
 * @param membersOnly whether only its users may sign in
 * @param corsOrigins listed beside the origins of its redirect URIs
 * @param dialect {@code iss} of its dialect access tokens; absent where the dialect is off
 */
public record Application(
        ClientId clientId,
        String name,
        ApplicationType type,
        Optional<StoredSecret> secret,
        Optional<FormerSecret> formerSecret,
        boolean secretIsOptional,
        Set<RedirectUri> redirectUris,
        Set<RedirectUri> postLogoutRedirectUris,
        List<RegisteredScope> scopes,
        Set<GrantType> grantTypes,
        Set<ResponseType> responseTypes,
        Optional<String> defaultApi,
        boolean requiresConsent,
        boolean requiresPkce,
        boolean membersOnly,
        Set<Origin> corsOrigins,
        Optional<DialectIssuer> dialect,
        SecurityProfile security,
        Lifetimes lifetimes,
        boolean enabled,
        Instant readAt)
        implements Caller {

    public Application {
        redirectUris = Collections.unmodifiableSet(new LinkedHashSet<>(redirectUris));
        postLogoutRedirectUris = Set.copyOf(postLogoutRedirectUris);
        corsOrigins = Set.copyOf(corsOrigins);
        scopes = List.copyOf(scopes);
        grantTypes = Set.copyOf(grantTypes);
        responseTypes = Set.copyOf(responseTypes);
    }

    @Override
    public Credential credential() {
        return new Credential(clientId, secret);
    }

    /** RFC 6749 §2.1: it has nothing by which it must prove who it is. */
    public boolean isPublic() {
        boolean hasCredential =
                secret.isPresent()
                        || security.authenticatesBy(ClientAuthenticationMethod.PRIVATE_KEY_JWT);
        return !hasCredential || secretIsOptional;
    }

    /** The secret before the one in force, while both work. */
    Optional<StoredSecret> standingFormerSecret(Instant now) {
        return formerSecret.filter(it -> now.isBefore(it.until())).map(FormerSecret::secret);
    }

    /** Whether pages of this origin may call the server in this application's name. */
    public boolean allowsPagesOf(Origin origin) {
        return origins(redirectUris, corsOrigins).contains(origin);
    }

    /** The https and loopback origins of redirect URIs, and those that are listed besides. */
    public static Set<Origin> origins(Set<RedirectUri> redirectUris, Set<Origin> listed) {
        return Stream.concat(
                        redirectUris.stream().map(Origin::of).flatMap(Optional::stream),
                        listed.stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    public boolean mayUse(GrantType type) {
        return grantTypes.contains(type);
    }

    /** Whether the authorization endpoint may answer it so. */
    public boolean mayUse(ResponseType type) {
        return responseTypes.contains(type);
    }

    /**
     * Where its people have subject identifiers of their own; empty where those are public.
     *
     * @throws IllegalStateException where they are to be pairwise, and nothing says the sector:
     *     they never become public by that
     */
    public Optional<SectorIdentifier> sector() {
        Optional<SectorIdentifier> sector = security.sector(redirectUris);
        if (sector.isEmpty() && security.subjectType() == SubjectType.PAIRWISE) {
            throw new IllegalStateException(clientId + " is pairwise and of no sector");
        }
        return sector;
    }

    /** Everything the application may ask for. */
    public Scopes registeredScopes() {
        return new Scopes(
                scopes.stream()
                        .map(RegisteredScope::scope)
                        .collect(Collectors.toCollection(LinkedHashSet::new)));
    }

    /**
     * The URI, if this application registered it: equal as text, but for the port of a native
     * application's http loopback address (RFC 8252 §7.3).
     */
    public Optional<RegisteredRedirectUri> redirectUri(RedirectUri requested) {
        return Optional.of(requested)
                .filter(it -> allows(redirectUris, it))
                .map(RegisteredRedirectUri::new);
    }

    /**
     * The same for where the browser returns to from a logout (OpenID Connect RP-Initiated Logout
     * 1.0 §3).
     */
    public Optional<RegisteredPostLogoutUri> postLogoutRedirectUri(RedirectUri requested) {
        return Optional.of(requested)
                .filter(it -> allows(postLogoutRedirectUris, it))
                .map(RegisteredPostLogoutUri::new);
    }

    private boolean allows(Set<RedirectUri> registered, RedirectUri requested) {
        return registered.contains(requested)
                || (type == ApplicationType.NATIVE
                        && registered.stream().anyMatch(requested::equalsButForLoopbackPort));
    }

    /** The one that is meant where a request names none: the first. */
    public Optional<RegisteredRedirectUri> firstRedirectUri() {
        return redirectUris.stream().findFirst().map(RegisteredRedirectUri::new);
    }

    /**
     * {@code aud} of an access token: the APIs whose scopes were granted, and the issuer for {@code
     * openid}; with no API scope, the application's default API. A token for administration is for
     * nobody else, whatever it was granted besides (contract, section 3).
     */
    public List<String> audiences(Scopes granted, Issuer issuer) {
        Set<String> audiences = apis(granted);
        if (audiences.isEmpty()) {
            defaultApi.ifPresent(audiences::add);
        }
        if (granted.contains(Scope.OPENID)) {
            audiences.add(issuer.value());
        }
        return audiences.contains(AdminApi.identifier(issuer))
                ? AdminApi.audiences(issuer)
                : List.copyOf(audiences);
    }

    /** Whether the scopes ask for administration and another API at once: no token is for both. */
    public boolean mixesAdministration(Scopes asked, Issuer issuer) {
        Set<String> apis = apis(asked);
        return apis.size() > 1 && apis.contains(AdminApi.identifier(issuer));
    }

    private Set<String> apis(Scopes granted) {
        return scopes.stream()
                .filter(registered -> granted.contains(registered.scope()))
                .flatMap(registered -> registered.api().stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}

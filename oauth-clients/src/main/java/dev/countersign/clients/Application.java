package dev.countersign.clients;

import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.GrantType;
import dev.countersign.protocol.Issuer;
import dev.countersign.protocol.RedirectUri;
import dev.countersign.protocol.Scope;
import dev.countersign.protocol.Scopes;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A registered application, as it was at {@code readAt} by PostgreSQL's clock. One without a secret
 * is a public client (RFC 6749 §2.1).
 */
public record Application(
        ClientId clientId,
        String name,
        ApplicationType type,
        Optional<StoredSecret> secret,
        Set<RedirectUri> redirectUris,
        List<RegisteredScope> scopes,
        Set<GrantType> grantTypes,
        Optional<String> defaultApi,
        boolean requiresConsent,
        boolean requiresPkce,
        Lifetimes lifetimes,
        boolean enabled,
        Instant readAt)
        implements Caller {

    public Application {
        redirectUris = Set.copyOf(redirectUris);
        scopes = List.copyOf(scopes);
        grantTypes = Set.copyOf(grantTypes);
    }

    public boolean isPublic() {
        return secret.isEmpty();
    }

    public boolean mayUse(GrantType type) {
        return grantTypes.contains(type);
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
        boolean registered =
                redirectUris.contains(requested)
                        || (type == ApplicationType.NATIVE
                                && redirectUris.stream()
                                        .anyMatch(requested::equalsButForLoopbackPort));
        return registered ? Optional.of(new RegisteredRedirectUri(requested)) : Optional.empty();
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

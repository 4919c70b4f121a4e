package dev.countersign.auth.admin.applications;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.countersign.auth.admin.ApplicationEntity;
import dev.countersign.auth.admin.applications.ApplicationDocument.DialectDocument;
import dev.countersign.clients.ApplicationType;
import dev.countersign.clients.SecurityProfile;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An application as the declarative YAML has it. What is left out has its default, but for the
 * secret: one that is there stays.
 *
 * @param authenticator by default that of the application that is there; else one that has a secret
 *     if a secret is given
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ImportedApplication(
        @Nullable String clientId,
        @Nullable String name,
        @Nullable String type,
        @Nullable String authenticator,
        @Nullable String clientSecret,
        @Nullable Boolean secretIsOptional,
        @Nullable List<String> redirectUris,
        @Nullable List<String> postLogoutRedirectUris,
        @Nullable List<String> scopes,
        @Nullable List<String> grantTypes,
        @Nullable List<String> responseTypes,
        @Nullable Boolean consent,
        @JsonProperty("require_pkce") @Nullable Boolean requirePkce,
        @Nullable Boolean membersOnly,
        @Nullable List<String> corsOrigins,
        @Nullable Boolean dialect,
        @Nullable String dialectIssuer,
        @Nullable String defaultApi,
        @Nullable Lifetimes lifetimes,
        @Nullable SecurityDocument security,
        @Nullable Boolean enabled) {

    /** ISO 8601 durations. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Lifetimes(
            @Nullable String code,
            @Nullable String accessToken,
            @Nullable String grant,
            @Nullable String grantIdle,
            @Nullable String refreshWindow) {}

    /** The application without its secret. */
    public static ImportedApplication of(ApplicationEntity it) {
        LifetimesDocument lifetimes = LifetimesDocument.of(it.lifetimes());
        return new ImportedApplication(
                it.clientId,
                it.name,
                it.type,
                Authenticator.of(it).words(),
                null,
                null,
                List.of(it.redirectUris),
                List.of(it.postLogoutRedirectUris),
                List.of(it.scopes),
                List.of(it.grantTypes),
                List.of(it.responseTypes),
                it.requiresConsent,
                it.requiresPkce,
                it.membersOnly,
                List.of(it.corsOrigins),
                it.dialect,
                it.dialectIssuer,
                it.defaultApi,
                new Lifetimes(
                        lifetimes.code(),
                        lifetimes.accessToken(),
                        lifetimes.grant(),
                        lifetimes.grantIdle(),
                        lifetimes.refreshWindow()),
                it.security().equals(SecurityProfile.USUAL)
                        ? null
                        : SecurityDocument.of(it.security()),
                it.enabled ? null : false);
    }

    /**
     * @param found the application that is there
     */
    ApplicationDocument document(@Nullable ApplicationEntity found) {
        SecurityDocument signatures = security == null ? SecurityDocument.NONE : security;
        return new ApplicationDocument(
                name,
                authenticator == null ? authenticator(found).words() : authenticator,
                type == null ? null : type.toLowerCase(Locale.ROOT),
                redirectUris,
                postLogoutRedirectUris,
                scopes,
                grantTypes,
                responseTypes,
                defaultApi,
                consent,
                requirePkce,
                membersOnly,
                new DialectDocument(dialect, dialectIssuer),
                corsOrigins,
                lifetimes == null
                        ? null
                        : new LifetimesDocument(
                                lifetimes.code,
                                lifetimes.accessToken,
                                lifetimes.grant,
                                lifetimes.grantIdle,
                                lifetimes.refreshWindow),
                signatures.tokenEndpointAuthMethod(),
                signatures.jwks(),
                signatures.jwksUri(),
                signatures.idTokenSignedResponseAlg(),
                signatures.userinfoSignedResponseAlg(),
                signatures.requestObjectSigningAlg(),
                signatures.requirePushedAuthorizationRequests(),
                signatures.subjectType(),
                signatures.sectorIdentifierUri(),
                // what an administrator disabled stays so
                (enabled == null && found != null) ? Boolean.valueOf(found.enabled) : enabled);
    }

    private Authenticator authenticator(@Nullable ApplicationEntity found) {
        if (found != null) {
            return Authenticator.of(found);
        }
        if (Objects.equals(type, ApplicationType.SERVICE.word())) {
            return Authenticator.CLIENT_CREDENTIALS;
        }
        return clientSecret == null || Boolean.TRUE.equals(secretIsOptional)
                ? Authenticator.PKCE
                : Authenticator.CODE;
    }

    @Override
    public String toString() {
        return String.valueOf(clientId);
    }
}

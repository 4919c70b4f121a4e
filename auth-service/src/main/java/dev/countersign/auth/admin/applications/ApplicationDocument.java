package dev.countersign.auth.admin.applications;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.countersign.auth.admin.ApplicationEntity;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is registered of an application, as it is sent, and as it stands before a patch. What is
 * left out has its default. {@link RegistrationReader} has the grammar.
 */
@JsonNaming(SnakeCaseStrategy.class)
record ApplicationDocument(
        @Nullable String name,
        @Nullable String authenticator,
        @Nullable String applicationType,
        @Nullable List<String> redirectUris,
        @Nullable List<String> postLogoutRedirectUris,
        @Nullable List<String> scopes,
        @Nullable List<String> grantTypes,
        @Nullable List<String> responseTypes,
        @Nullable String defaultApi,
        @Nullable Boolean consent,
        @Nullable Boolean requirePkce,
        @Nullable Boolean membersOnly,
        @Nullable DialectDocument dialect,
        @Nullable List<String> corsOrigins,
        @Nullable LifetimesDocument lifetimes,
        @Nullable String tokenEndpointAuthMethod,
        @Nullable Map<String, Object> jwks,
        @Nullable String jwksUri,
        @Nullable String idTokenSignedResponseAlg,
        @Nullable String userinfoSignedResponseAlg,
        @Nullable String requestObjectSigningAlg,
        @Nullable Boolean requirePushedAuthorizationRequests,
        @Nullable String subjectType,
        @Nullable String sectorIdentifierUri,
        @Nullable Boolean enabled) {

    /**
     * @param issuer {@code iss} of its access tokens
     */
    record DialectDocument(@Nullable Boolean enabled, @Nullable String issuer) {}

    static ApplicationDocument of(ApplicationEntity it) {
        SecurityDocument security = SecurityDocument.of(it.security());
        return new ApplicationDocument(
                it.name,
                Authenticator.of(it).words(),
                it.type,
                List.of(it.redirectUris),
                List.of(it.postLogoutRedirectUris),
                List.of(it.scopes),
                List.of(it.grantTypes),
                List.of(it.responseTypes),
                it.defaultApi,
                it.requiresConsent,
                it.requiresPkce,
                it.membersOnly,
                new DialectDocument(it.dialect, it.dialectIssuer),
                List.of(it.corsOrigins),
                LifetimesDocument.of(it.lifetimes()),
                security.tokenEndpointAuthMethod(),
                security.jwks(),
                security.jwksUri(),
                security.idTokenSignedResponseAlg(),
                security.userinfoSignedResponseAlg(),
                security.requestObjectSigningAlg(),
                security.requirePushedAuthorizationRequests(),
                security.subjectType(),
                security.sectorIdentifierUri(),
                it.enabled);
    }

    /** What is about keys, algorithms and subjects: a part of its own in a declaration. */
    SecurityDocument security() {
        return new SecurityDocument(
                tokenEndpointAuthMethod,
                jwks,
                jwksUri,
                idTokenSignedResponseAlg,
                userinfoSignedResponseAlg,
                requestObjectSigningAlg,
                requirePushedAuthorizationRequests,
                subjectType,
                sectorIdentifierUri);
    }
}

package dev.countersign.web.administration;

import dev.countersign.clients.AdminApi;
import dev.countersign.jose.AccessTokenClaims;
import dev.countersign.jose.AccessTokenVerifier;
import dev.countersign.jose.VerifiedAccessToken;
import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.Issuer;
import dev.countersign.protocol.Scope;
import dev.countersign.protocol.Scopes;
import dev.countersign.protocol.UserId;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.store.grant.Access;
import dev.countersign.store.grant.Grants;
import dev.countersign.store.grant.Rights;
import dev.countersign.web.request.BearerToken;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Lets administrators in. What the token stands on, the role, and whether the application may still
 * ask for the scope are read at each use, in one statement: nothing is remembered from one call to
 * the next, nor believed from a claim.
 */
@Singleton
final class Administrators {

    private final AccessTokenVerifier verifier;
    private final Grants grants;
    private final Refused refused;
    private final Issuer issuer;

    Administrators(AccessTokenVerifier verifier, Grants grants, Refused refused, Issuer issuer) {
        this.verifier = verifier;
        this.grants = grants;
        this.refused = refused;
        this.issuer = issuer;
    }

    /**
     * A failed {@code Uni} carries an {@link OAuthException} of a {@code TOKEN_*} refusal. Where
     * the token was meant for administration, that is an audit record, too.
     */
    Uni<Administrator> admit(BearerToken token, Asked asked) {
        return verifier.verify(token.value())
                .invoke(verified -> checkAudience(verified.claims(), issuer))
                .flatMap(
                        verified ->
                                let(verified, asked)
                                        .onFailure(OAuthException.class)
                                        .call(
                                                why ->
                                                        refused.record(
                                                                caller(verified, asked),
                                                                asked,
                                                                why)));
    }

    private Uni<Administrator> let(VerifiedAccessToken token, Asked asked) {
        if (!token.claims().allows(asked.scope())) {
            return Uni.createFrom()
                    .failure(new OAuthException(Refusal.TOKEN_SCOPE, asked.scope().value()));
        }
        return grants.rights(Access.of(token), asked.application())
                .map(
                        rights ->
                                rights.flatMap(it -> administrator(it, token, asked))
                                        .orElseThrow(
                                                () ->
                                                        new OAuthException(
                                                                rights.isEmpty()
                                                                        ? Refusal.TOKEN_REVOKED
                                                                        : Refusal
                                                                                .TOKEN_OF_NO_ADMINISTRATOR)));
    }

    /** Empty if the holder of the token may not do this, or the application not ask for it. */
    static Optional<Role> role(Rights rights, AccessTokenClaims claims, Asked asked) {
        if (!rights.registered().contains(asked.scope())) {
            return Optional.empty();
        }
        if (claims.grant().isEmpty()) {
            return Optional.of(Role.ADMINISTRATOR).filter(it -> rights.actsForItself());
        }
        return role(rights.roles(), rights.manages(), asked);
    }

    private static Optional<Role> role(Set<String> roles, boolean manages, Asked asked) {
        if (roles.contains("administrator")) {
            return Optional.of(Role.ADMINISTRATOR);
        }
        if (roles.contains("auditor") && asked.reads()) {
            return Optional.of(Role.AUDITOR);
        }
        return manages && asked.least() == Role.MANAGER
                ? Optional.of(Role.MANAGER)
                : Optional.empty();
    }

    private static Optional<Administrator> administrator(
            Rights rights, VerifiedAccessToken token, Asked asked) {
        AccessTokenClaims claims = token.claims();
        Set<Scope> allowed = new LinkedHashSet<>(claims.scopes().values());
        allowed.retainAll(rights.registered().values());
        return role(rights, claims, asked)
                .map(role -> administrator(claims, role, new Scopes(allowed), asked));
    }

    /** Who was turned away, as far as an audit record goes. */
    private static Administrator caller(VerifiedAccessToken token, Asked asked) {
        return administrator(token.claims(), Role.MANAGER, Scopes.NONE, asked);
    }

    private static Administrator administrator(
            AccessTokenClaims claims, Role role, Scopes scopes, Asked asked) {
        return new Administrator(
                claims.grant().map(ignored -> UserId.parse(claims.subject())),
                claims.clientId(),
                role,
                scopes,
                asked.address());
    }

    /**
     * @throws OAuthException if the token is meant for anybody else, too
     */
    static void checkAudience(AccessTokenClaims claims, Issuer issuer) {
        if (!claims.audiences().equals(AdminApi.audiences(issuer))) {
            throw new OAuthException(Refusal.TOKEN_AUDIENCE);
        }
    }

    /**
     * What is asked for.
     *
     * @param reads whether it is a GET
     * @param application the one that the path names
     * @param what method and path, as the resource has them
     */
    record Asked(
            Scope scope,
            Role least,
            boolean recordsRefusals,
            boolean reads,
            Optional<ClientId> application,
            String what,
            Optional<String> address) {}
}

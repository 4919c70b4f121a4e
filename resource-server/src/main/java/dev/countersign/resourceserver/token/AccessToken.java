package dev.countersign.resourceserver.token;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a verified access token says (RFC 9068 §2.2). It names people by an id only; who that is,
 * the issuer's userinfo endpoint tells.
 *
 * @param subject who the token acts for; equal to {@code clientId} where it acts for no person
 * @param audience the APIs that may accept it, of which this API is one; of a dialect token, the
 *     application that it was issued to
 * @param tokenId the claim {@code jti}
 * @param keyId the {@code kid} of the key that signed it
 * @param grantId the grant it was issued from; empty for client credentials
 * @param sessionId the claim {@code sid}; empty where the token outlives the session
 * @param person who that is, in a dialect token only
 * @param authorizedAt when the access was decided, kept by refreshing: what rules are compared with
 */
public record AccessToken(
        String issuer,
        String subject,
        String clientId,
        Set<String> scopes,
        Set<String> audience,
        String tokenId,
        String keyId,
        Optional<String> grantId,
        Optional<String> sessionId,
        Optional<Person> person,
        Instant issuedAt,
        Instant expiresAt,
        Instant authorizedAt) {

    public AccessToken {
        scopes = Set.copyOf(scopes);
        audience = Set.copyOf(audience);
    }

    /** Of RFC 9068, which names people by an id only. */
    public AccessToken(
            String issuer,
            String subject,
            String clientId,
            Set<String> scopes,
            Set<String> audience,
            String tokenId,
            String keyId,
            Optional<String> grantId,
            Optional<String> sessionId,
            Instant issuedAt,
            Instant expiresAt,
            Instant authorizedAt) {
        this(
                issuer,
                subject,
                clientId,
                scopes,
                audience,
                tokenId,
                keyId,
                grantId,
                sessionId,
                Optional.empty(),
                issuedAt,
                expiresAt,
                authorizedAt);
    }

    /** With those of its scopes that are among these. */
    public AccessToken narrowedTo(Set<String> granted) {
        return granted.containsAll(scopes)
                ? this
                : new AccessToken(
                        issuer,
                        subject,
                        clientId,
                        scopes.stream().filter(granted::contains).collect(Collectors.toSet()),
                        audience,
                        tokenId,
                        keyId,
                        grantId,
                        sessionId,
                        person,
                        issuedAt,
                        expiresAt,
                        authorizedAt);
    }

    /** Whether an application acts for itself (RFC 9068 §2.2: then {@code sub} is the client). */
    public boolean actsForItself() {
        return subject.equals(clientId);
    }
}

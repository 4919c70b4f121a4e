package dev.countersign.clients;

import dev.countersign.protocol.ClientAuthenticationMethod;
import dev.countersign.protocol.FetchedUri;
import dev.countersign.protocol.RedirectUri;
import dev.countersign.protocol.SectorIdentifier;
import dev.countersign.protocol.SigningAlgorithm;
import dev.countersign.protocol.SubjectType;
import java.util.Collection;
import java.util.Optional;

/**
 * What an application signs, what is signed for it, and by what it knows people: the client
 * metadata of OpenID Connect Dynamic Client Registration 1.0 §2 and RFC 9126 §6 that are about
 * keys, algorithms and subject identifiers.
 *
 * @param tokenEndpointAuthMethod the only one that is taken; absent where a secret may be sent
 *     either way (RFC 6749 §2.3.1), or there is none
 * @param keys with which the application signs
 * @param userinfoSignedResponseAlg absent where the UserInfo endpoint answers JSON
 * @param requestObjectSigningAlg the only one of its request objects; absent where any will do
 * @param requirePushedAuthorizationRequests whether it may begin at the PAR endpoint only
 * @param sectorIdentifierUri where the redirection URIs are listed of those who share a sector;
 *     absent where the sector is the host of the application's own
 */
public record SecurityProfile(
        Optional<ClientAuthenticationMethod> tokenEndpointAuthMethod,
        Optional<ClientKeys> keys,
        SigningAlgorithm idTokenSignedResponseAlg,
        Optional<SigningAlgorithm> userinfoSignedResponseAlg,
        Optional<SigningAlgorithm> requestObjectSigningAlg,
        boolean requirePushedAuthorizationRequests,
        SubjectType subjectType,
        Optional<FetchedUri> sectorIdentifierUri) {

    /**
     * Where nothing is said: a secret if there is one, RS256, no signature of its own, and people
     * known by what they are known everywhere.
     */
    public static final SecurityProfile USUAL =
            new SecurityProfile(
                    Optional.empty(),
                    Optional.empty(),
                    SigningAlgorithm.RS256,
                    Optional.empty(),
                    Optional.empty(),
                    false,
                    SubjectType.PUBLIC,
                    Optional.empty());

    /**
     * The sector of an application with these redirection URIs, OpenID Connect Core 1.0 §8.1. Empty
     * where subject identifiers are public, and where they are to be pairwise but no sector is
     * said.
     */
    public Optional<SectorIdentifier> sector(Collection<RedirectUri> redirectUris) {
        return switch (subjectType) {
            case PUBLIC -> Optional.empty();
            case PAIRWISE ->
                    sectorIdentifierUri
                            .map(SectorIdentifier::of)
                            .or(() -> SectorIdentifier.of(redirectUris));
        };
    }

    /** Whether that method is registered, and no other is taken. */
    public boolean authenticatesBy(ClientAuthenticationMethod method) {
        return tokenEndpointAuthMethod.filter(it -> it == method).isPresent();
    }
}

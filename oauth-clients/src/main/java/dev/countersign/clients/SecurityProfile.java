package dev.countersign.clients;

import dev.countersign.protocol.ClientAuthenticationMethod;
import dev.countersign.protocol.SigningAlgorithm;
import java.util.Optional;

/**
 * What an application signs, and what is signed for it: the client metadata of OpenID Connect
 * Dynamic Client Registration 1.0 §2 and RFC 9126 §6 that are about keys and algorithms.
 *
 * @param tokenEndpointAuthMethod the only one that is taken; absent where a secret may be sent
 *     either way (RFC 6749 §2.3.1), or there is none
 * @param keys with which the application signs
 * @param userinfoSignedResponseAlg absent where the UserInfo endpoint answers JSON
 * @param requestObjectSigningAlg the only one of its request objects; absent where any will do
 * @param requirePushedAuthorizationRequests whether it may begin at the PAR endpoint only
 */
public record SecurityProfile(
        Optional<ClientAuthenticationMethod> tokenEndpointAuthMethod,
        Optional<ClientKeys> keys,
        SigningAlgorithm idTokenSignedResponseAlg,
        Optional<SigningAlgorithm> userinfoSignedResponseAlg,
        Optional<SigningAlgorithm> requestObjectSigningAlg,
        boolean requirePushedAuthorizationRequests) {

    /** Where nothing is said: a secret if there is one, RS256, and no signature of its own. */
    public static final SecurityProfile USUAL =
            new SecurityProfile(
                    Optional.empty(),
                    Optional.empty(),
                    SigningAlgorithm.RS256,
                    Optional.empty(),
                    Optional.empty(),
                    false);

    /** Whether that method is registered, and no other is taken. */
    public boolean authenticatesBy(ClientAuthenticationMethod method) {
        return tokenEndpointAuthMethod.filter(it -> it == method).isPresent();
    }
}

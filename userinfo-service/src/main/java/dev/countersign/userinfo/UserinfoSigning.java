package dev.countersign.userinfo;

import dev.countersign.clients.ApplicationCache;
import dev.countersign.jose.TokenSigner;
import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.Issuer;
import dev.countersign.protocol.SigningAlgorithm;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Signs what is told of a person, where the application is registered for that: {@code
 * userinfo_signed_response_alg}, OpenID Connect Dynamic Client Registration 1.0 §2.
 */
@Singleton
final class UserinfoSigning {

    private final ApplicationCache applications;
    private final TokenSigner signer;
    private final Issuer issuer;

    UserinfoSigning(ApplicationCache applications, TokenSigner signer, Issuer issuer) {
        this.applications = applications;
        this.signer = signer;
        this.issuer = issuer;
    }

    /** A copy of the registration will do: it says how the answer is written, not what is in it. */
    Uni<UserinfoAnswer> answer(UserinfoClaims claims, ClientId client) {
        return algorithm(client)
                .flatMap(
                        algorithm ->
                                algorithm.isPresent()
                                        ? signer.signUserinfo(
                                                        claims.signedFor(client, issuer),
                                                        algorithm.get())
                                                .map(UserinfoAnswer.Signed::new)
                                        : Uni.createFrom().item(new UserinfoAnswer.Json(claims)));
    }

    private Uni<Optional<SigningAlgorithm>> algorithm(ClientId client) {
        return applications
                .find(client)
                .map(found -> found.flatMap(it -> it.security().userinfoSignedResponseAlg()));
    }
}

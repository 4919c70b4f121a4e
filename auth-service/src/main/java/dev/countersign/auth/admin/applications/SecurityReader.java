package dev.countersign.auth.admin.applications;

import dev.countersign.clients.ClientKeys;
import dev.countersign.clients.SecurityProfile;
import dev.countersign.jose.ClientKeySet;
import dev.countersign.protocol.ClientAuthenticationMethod;
import dev.countersign.protocol.FetchedUri;
import dev.countersign.protocol.SigningAlgorithm;
import dev.countersign.protocol.SubjectType;
import dev.countersign.web.administration.WrongFields;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The grammar of a {@link SecurityDocument}: every field that is wrong is named. */
final class SecurityReader {

    private static final String NO_ALGORITHM = "is not RS256, PS256, ES256 or EdDSA";

    private final SecurityDocument document;
    private final WrongFields wrong;

    SecurityReader(SecurityDocument document, WrongFields wrong) {
        this.document = document;
        this.wrong = wrong;
    }

    /** Of no use where a field is wrong. */
    SecurityProfile read() {
        SecurityProfile profile =
                new SecurityProfile(
                        wrong.read(
                                "token_endpoint_auth_method",
                                document.tokenEndpointAuthMethod(),
                                it ->
                                        ClientAuthenticationMethod.of(it)
                                                .orElseThrow(IllegalArgumentException::new),
                                "is no method of authentication that is implemented"),
                        keys(),
                        algorithm(
                                        "id_token_signed_response_alg",
                                        document.idTokenSignedResponseAlg())
                                .orElse(SigningAlgorithm.RS256),
                        algorithm(
                                "userinfo_signed_response_alg",
                                document.userinfoSignedResponseAlg()),
                        algorithm("request_object_signing_alg", document.requestObjectSigningAlg()),
                        Boolean.TRUE.equals(document.requirePushedAuthorizationRequests()),
                        wrong.read(
                                        "subject_type",
                                        document.subjectType(),
                                        it ->
                                                SubjectType.of(it)
                                                        .orElseThrow(IllegalArgumentException::new),
                                        "is not public or pairwise")
                                .orElse(SubjectType.PUBLIC),
                        fetched("sector_identifier_uri", document.sectorIdentifierUri()));
        checkKeys(profile);
        return profile;
    }

    private Optional<ClientKeys> keys() {
        Optional<ClientKeys> byReference =
                fetched("jwks_uri", document.jwksUri()).map(ClientKeys.ByReference::new);
        Optional<ClientKeys> byValue = jwks(document.jwks());
        if (byReference.isPresent() && byValue.isPresent()) {
            wrong.add("jwks", "is not registered together with jwks_uri");
        }
        return byValue.isPresent() ? byValue : byReference;
    }

    private Optional<ClientKeys> jwks(@Nullable Map<String, Object> jwks) {
        if (jwks == null) {
            return Optional.empty();
        }
        try {
            ClientKeySet set = ClientKeySet.parse(new JsonObject(jwks).encode());
            if (!set.isEmpty()) {
                return Optional.of(new ClientKeys.ByValue(set));
            }
        } catch (IllegalArgumentException e) {
            // falls through: what the exception says may quote the key
        }
        wrong.add(
                "jwks",
                "is no JWK Set of public keys, one of them for signatures: RSA of 2048 bits or"
                        + " more, P-256 or Ed25519");
        return Optional.empty();
    }

    private Optional<FetchedUri> fetched(String field, @Nullable String uri) {
        return wrong.read(
                field, uri, FetchedUri::new, "is no https URI without user info and fragment");
    }

    private Optional<SigningAlgorithm> algorithm(String field, @Nullable String word) {
        return wrong.read(
                field,
                word,
                it -> SigningAlgorithm.of(it).orElseThrow(IllegalArgumentException::new),
                NO_ALGORITHM);
    }

    private void checkKeys(SecurityProfile it) {
        boolean unread = document.jwks() != null || document.jwksUri() != null;
        if (it.keys().isPresent() || unread) {
            return;
        }
        if (it.authenticatesBy(ClientAuthenticationMethod.PRIVATE_KEY_JWT)) {
            wrong.add("jwks", "is missing, and jwks_uri too: private_key_jwt needs a key");
        }
        if (it.requestObjectSigningAlg().isPresent()) {
            wrong.add("jwks", "is missing, and jwks_uri too: request objects need a key");
        }
    }
}

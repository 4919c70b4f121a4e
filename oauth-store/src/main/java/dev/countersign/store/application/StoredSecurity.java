package dev.countersign.store.application;

import dev.countersign.clients.ClientKeys;
import dev.countersign.clients.SecurityProfile;
import dev.countersign.jose.ClientKeySet;
import dev.countersign.protocol.ClientAuthenticationMethod;
import dev.countersign.protocol.FetchedUri;
import dev.countersign.protocol.SigningAlgorithm;
import dev.countersign.protocol.SubjectType;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/**
 * A {@link SecurityProfile} as PostgreSQL keeps it: members by the names of OpenID Connect Dynamic
 * Client Registration 1.0 §2, without those that have their default.
 */
public final class StoredSecurity {

    private static final String AUTH_METHOD = "token_endpoint_auth_method";
    private static final String JWKS = "jwks";
    private static final String JWKS_URI = "jwks_uri";
    private static final String ID_TOKEN = "id_token_signed_response_alg";
    private static final String USERINFO = "userinfo_signed_response_alg";
    private static final String REQUEST_OBJECT = "request_object_signing_alg";
    private static final String PUSHED = "require_pushed_authorization_requests";
    private static final String SUBJECT_TYPE = "subject_type";
    private static final String SECTOR = "sector_identifier_uri";

    private StoredSecurity() {}

    public static JsonObject write(SecurityProfile profile) {
        JsonObject json = new JsonObject();
        profile.tokenEndpointAuthMethod().ifPresent(it -> json.put(AUTH_METHOD, it.word()));
        profile.keys().ifPresent(it -> write(it, json));
        if (profile.idTokenSignedResponseAlg() != SigningAlgorithm.RS256) {
            json.put(ID_TOKEN, profile.idTokenSignedResponseAlg().word());
        }
        profile.userinfoSignedResponseAlg().ifPresent(it -> json.put(USERINFO, it.word()));
        profile.requestObjectSigningAlg().ifPresent(it -> json.put(REQUEST_OBJECT, it.word()));
        if (profile.requirePushedAuthorizationRequests()) {
            json.put(PUSHED, true);
        }
        if (profile.subjectType() != SubjectType.PUBLIC) {
            json.put(SUBJECT_TYPE, profile.subjectType().word());
        }
        profile.sectorIdentifierUri().ifPresent(it -> json.put(SECTOR, it.value()));
        return json;
    }

    private static void write(ClientKeys keys, JsonObject json) {
        switch (keys) {
            case ClientKeys.ByValue(ClientKeySet set) -> json.put(JWKS, new JsonObject(set.json()));
            case ClientKeys.ByReference(FetchedUri uri) -> json.put(JWKS_URI, uri.value());
        }
    }

    /**
     * What was checked when it was written; what is not known here is as if it were not there, but
     * for another type of subjects, which must not become public.
     */
    public static SecurityProfile read(JsonObject json) {
        return new SecurityProfile(
                text(json, AUTH_METHOD).flatMap(ClientAuthenticationMethod::of),
                keys(json),
                algorithm(json, ID_TOKEN).orElse(SigningAlgorithm.RS256),
                algorithm(json, USERINFO),
                algorithm(json, REQUEST_OBJECT),
                Boolean.TRUE.equals(json.getBoolean(PUSHED)),
                text(json, SUBJECT_TYPE)
                        .map(word -> SubjectType.of(word).orElseThrow())
                        .orElse(SubjectType.PUBLIC),
                text(json, SECTOR).map(FetchedUri::new));
    }

    private static Optional<ClientKeys> keys(JsonObject json) {
        Optional<ClientKeys> byValue =
                Optional.ofNullable(json.getJsonObject(JWKS))
                        .map(set -> new ClientKeys.ByValue(ClientKeySet.parse(set.encode())));
        return byValue.isPresent()
                ? byValue
                : text(json, JWKS_URI).map(it -> new ClientKeys.ByReference(new FetchedUri(it)));
    }

    private static Optional<SigningAlgorithm> algorithm(JsonObject json, String member) {
        return text(json, member).flatMap(SigningAlgorithm::of);
    }

    private static Optional<String> text(JsonObject json, String member) {
        return Optional.ofNullable(json.getString(member));
    }
}

package dev.countersign.auth.admin.apis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.auth.admin.ApiEntity;
import dev.countersign.auth.admin.Changes;
import dev.countersign.auth.admin.IfMatch;
import dev.countersign.auth.admin.Transaction;
import dev.countersign.auth.admin.applications.Secrets;
import dev.countersign.clients.AdminAddress;
import dev.countersign.clients.AdminApi;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.protocol.request.ClientSecret;
import dev.countersign.store.idempotency.IdempotencyKey;
import dev.countersign.web.administration.AdministrationJson;
import dev.countersign.web.administration.Administrator;
import dev.countersign.web.administration.MergePatch;
import dev.countersign.web.administration.WrongFields;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Registers APIs, changes and removes them; administration itself is not among what changes. */
@Singleton
final class Apis {

    private final Secrets secrets;
    private final AdminAddress address;
    private final ObjectMapper json;

    Apis(Secrets secrets, AdminAddress address, ObjectMapper json) {
        this.secrets = secrets;
        this.address = address;
        this.json = AdministrationJson.of(json);
    }

    Uni<RegisteredApi> show(ApiKey key) {
        return Transaction.of(() -> find(key)).map(it -> RegisteredApi.of(it, address));
    }

    /** With the secret of its credential, unless it was made under this key before. */
    Uni<RegisteredApi> create(
            ApiDocument document, Optional<IdempotencyKey> key, Administrator by) {
        ApiRegistration registration = parse(document);
        return Transaction.ofNames(
                () ->
                        Transaction.take(key, registration.identifier())
                                .flatMap(
                                        before ->
                                                before.isPresent()
                                                        ? find(new ApiKey(before.get()))
                                                                .map(it -> answer(it))
                                                        : made(registration, by)));
    }

    private Uni<RegisteredApi> made(ApiRegistration registration, Administrator by) {
        ApiEntity api = new ApiEntity();
        Optional<ClientSecret> secret = registration.introspection().map(it -> secrets.secret());
        return ApiEntity.findById(registration.identifier())
                .invoke(
                        found -> {
                            if (found != null) {
                                throw new OAuthException(Refusal.TAKEN);
                            }
                        })
                .chain(() -> checked(registration))
                .chain(
                        () -> {
                            registration.writeTo(api);
                            api.introspectionSecret =
                                    secret.map(it -> secrets.stored(it).bytes()).orElse(null);
                            return api.<ApiEntity>persistAndFlush();
                        })
                .call(
                        it ->
                                record(
                                        "api.created",
                                        it,
                                        Map.of(
                                                "after",
                                                Changes.between(Map.of(), ApiDocument.of(it), json)
                                                        .after()),
                                        by))
                .map(it -> RegisteredApi.of(it, secret, address));
    }

    Uni<RegisteredApi> change(ApiKey key, IfMatch version, JsonNode patch, Administrator by) {
        return Transaction.ofNames(
                () ->
                        find(key)
                                .invoke(it -> checkIsOurs(it, version))
                                .flatMap(it -> changed(it, patch, by)));
    }

    private Uni<RegisteredApi> changed(ApiEntity api, JsonNode patch, Administrator by) {
        ApiDocument before = ApiDocument.of(api);
        ObjectNode tree = json.valueToTree(before);
        ApiRegistration after =
                parse(
                        AdministrationJson.read(
                                json, MergePatch.apply(tree, patch), ApiDocument.class));
        if (!after.identifier().equals(api.identifier)) {
            WrongFields wrong = new WrongFields();
            wrong.add("identifier", "is fixed: register another API");
            wrong.check();
        }
        List<String> gone = new ArrayList<>(api.scopes.stream().map(it -> it.name()).toList());
        gone.removeAll(after.scopeNames());
        return ApiNames.checkUnused(gone, "")
                .chain(() -> checked(after))
                .chain(
                        () -> {
                            after.writeTo(api);
                            return api.<ApiEntity>persistAndFlush();
                        })
                .call(
                        it ->
                                record(
                                        "api.changed",
                                        it,
                                        Changes.between(before, ApiDocument.of(it), json).detail(),
                                        by))
                .map(it -> answer(it));
    }

    Uni<Void> delete(ApiKey key, IfMatch version, Administrator by) {
        return Transaction.ofNames(
                () ->
                        find(key)
                                .invoke(it -> checkIsOurs(it, version))
                                .call(
                                        it ->
                                                ApiNames.checkUnused(
                                                        it.scopes.stream()
                                                                .map(scope -> scope.name())
                                                                .toList(),
                                                        it.identifier))
                                .call(it -> it.delete())
                                .call(it -> record("api.deleted", it, Map.of(), by))
                                .replaceWithVoid());
    }

    /** A new secret for its credential, at once; a credential is made where there is none. */
    Uni<RegisteredApi> replaceSecret(ApiKey key, Administrator by) {
        ClientSecret secret = secrets.secret();
        return Transaction.ofNames(
                () ->
                        find(key)
                                .invoke(this::checkIsOurs)
                                .flatMap(
                                        it -> {
                                            if (it.introspectionClientId == null) {
                                                it.introspectionClientId = secrets.clientId();
                                            }
                                            it.introspectionSecret = secrets.stored(secret).bytes();
                                            return it.<ApiEntity>persistAndFlush();
                                        })
                                .call(it -> record("api.secret_replaced", it, Map.of(), by))
                                .map(it -> RegisteredApi.of(it, Optional.of(secret), address)));
    }

    private static Uni<ApiEntity> find(ApiKey key) {
        return ApiEntity.<ApiEntity>findById(key.identifier())
                .onItem()
                .ifNull()
                .failWith(() -> new OAuthException(Refusal.UNKNOWN));
    }

    private void checkIsOurs(ApiEntity api, IfMatch version) {
        version.check(api.version);
        checkIsOurs(api);
    }

    private void checkIsOurs(ApiEntity api) {
        if (api.identifier.equals(AdminApi.identifier(address.issuer()))) {
            throw new OAuthException(Refusal.ADMINISTRATION_ITSELF);
        }
    }

    private ApiRegistration parse(ApiDocument document) {
        WrongFields wrong = new WrongFields();
        ApiRegistration registration =
                new ApiReader(document, wrong, address.issuer()).read(secrets::clientId);
        wrong.check();
        return registration;
    }

    private static Uni<Void> checked(ApiRegistration registration) {
        WrongFields wrong = new WrongFields();
        return ApiNames.check(registration, wrong).invoke(wrong::check);
    }

    private static Uni<Void> record(
            String action, ApiEntity api, Map<String, Object> detail, Administrator by) {
        return Transaction.audit(by.did(action, Optional.of(api.identifier), detail));
    }

    private RegisteredApi answer(ApiEntity api) {
        return RegisteredApi.of(api, address);
    }
}

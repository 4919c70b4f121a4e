package dev.countersign.auth.admin.apis;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.countersign.auth.admin.ApiEntity;
import dev.countersign.auth.admin.apis.ApiDocument.ScopeDocument;
import dev.countersign.clients.AdminAddress;
import dev.countersign.protocol.request.ClientSecret;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * An API as it is answered.
 *
 * @param self where it is found
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record RegisteredApi(
        String self,
        String identifier,
        String name,
        List<ScopeDocument> scopes,
        Optional<Credential> introspection,
        boolean enabled,
        long version) {

    /**
     * The credential with which it introspects.
     *
     * @param clientSecret once, to whoever made it
     */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Credential(String clientId, Optional<String> clientSecret) {

        @Override
        public String toString() {
            return clientId;
        }
    }

    /**
     * A page of them.
     *
     * @param next the cursor of the page behind it, if there is one
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Page(List<RegisteredApi> apis, Optional<String> next) {}

    static RegisteredApi of(ApiEntity it, AdminAddress address) {
        return of(it, Optional.empty(), address);
    }

    static RegisteredApi of(ApiEntity it, Optional<ClientSecret> secret, AdminAddress address) {
        return new RegisteredApi(
                address.at("/admin/apis/" + new ApiKey(it.identifier)),
                it.identifier,
                it.name,
                Objects.requireNonNull(ApiDocument.of(it).scopes()),
                Optional.ofNullable(it.introspectionClientId)
                        .map(id -> new Credential(id, secret.map(ClientSecret::value))),
                it.enabled,
                it.version);
    }
}

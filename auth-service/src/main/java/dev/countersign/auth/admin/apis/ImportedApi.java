package dev.countersign.auth.admin.apis;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.countersign.auth.admin.ApiEntity;
import dev.countersign.auth.admin.apis.ApiDocument.CredentialDocument;
import dev.countersign.auth.admin.apis.ApiDocument.ScopeDocument;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An API as the declarative YAML has it. A credential that is there stays, unless another is
 * declared.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ImportedApi(
        @Nullable String identifier,
        @Nullable String name,
        @Nullable Credential introspection,
        @Nullable List<ScopeOfApi> scopes) {

    /** Without a secret, the one that is there stays. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Credential(@Nullable String clientId, @Nullable String clientSecret) {

        @Override
        public String toString() {
            return String.valueOf(clientId);
        }
    }

    public record ScopeOfApi(@Nullable String name, @Nullable String sentence) {}

    /** The API without the secret of its credential. */
    public static ImportedApi of(ApiEntity it) {
        ApiDocument document = ApiDocument.of(it);
        return new ImportedApi(
                it.identifier,
                it.name,
                it.introspectionClientId == null
                        ? null
                        : new Credential(it.introspectionClientId, null),
                Objects.requireNonNull(document.scopes()).stream()
                        .map(scope -> new ScopeOfApi(scope.name(), scope.sentence()))
                        .toList());
    }

    ApiDocument document(@Nullable ApiEntity found) {
        return new ApiDocument(
                identifier,
                name,
                scopes == null
                        ? null
                        : scopes.stream()
                                .map(it -> new ScopeDocument(it.name(), it.sentence()))
                                .toList(),
                introspection == null
                        ? found == null ? null : ApiDocument.of(found).introspection()
                        : new CredentialDocument(introspection.clientId()),
                // what an administrator disabled stays so
                found == null || found.enabled);
    }
}

package dev.countersign.auth.admin.apis;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.countersign.auth.admin.ApiEntity;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is registered of an API, as it is sent, and as it stands before a patch. {@link ApiReader}
 * has the grammar.
 *
 * @param identifier the audience of its tokens
 * @param introspection the credential with which it introspects, if it has one
 */
record ApiDocument(
        @Nullable String identifier,
        @Nullable String name,
        @Nullable List<ScopeDocument> scopes,
        @Nullable CredentialDocument introspection,
        @Nullable Boolean enabled) {

    /**
     * @param sentence what the consent page says
     */
    record ScopeDocument(@Nullable String name, @Nullable String sentence) {}

    /** Without a client id, one is made. */
    @JsonNaming(SnakeCaseStrategy.class)
    record CredentialDocument(@Nullable String clientId) {}

    static ApiDocument of(ApiEntity it) {
        return new ApiDocument(
                it.identifier,
                it.name,
                it.scopes.stream()
                        .map(scope -> new ScopeDocument(scope.name(), scope.sentence()))
                        .sorted(Comparator.comparing(scope -> String.valueOf(scope.name())))
                        .toList(),
                Optional.ofNullable(it.introspectionClientId)
                        .map(CredentialDocument::new)
                        .orElse(null),
                it.enabled);
    }
}

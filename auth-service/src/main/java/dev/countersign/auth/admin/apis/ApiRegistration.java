package dev.countersign.auth.admin.apis;

import dev.countersign.auth.admin.ApiEntity;
import dev.countersign.auth.admin.ApiEntity.ApiScope;
import dev.countersign.protocol.ClientId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is registered of an API, well formed; its names may be others' already. */
record ApiRegistration(
        String identifier,
        String name,
        List<ApiScope> scopes,
        Optional<ClientId> introspection,
        boolean enabled) {

    /** All but the secret, which goes with the credential. */
    void writeTo(ApiEntity it) {
        it.identifier = identifier;
        it.name = name;
        it.enabled = enabled;
        it.introspectionClientId = introspection.map(ClientId::value).orElse(null);
        if (introspection.isEmpty()) {
            it.introspectionSecret = null;
        }
        Set<ApiScope> wanted = new HashSet<>(scopes);
        if (!it.scopes.equals(wanted)) {
            it.scopes.clear();
            it.scopes.addAll(wanted);
        }
    }

    List<String> scopeNames() {
        return scopes.stream().map(ApiScope::name).toList();
    }
}

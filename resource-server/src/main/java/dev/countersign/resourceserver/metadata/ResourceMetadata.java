package dev.countersign.resourceserver.metadata;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.Optional;
import java.util.SortedSet;

/**
 * OAuth 2.0 Protected Resource Metadata (RFC 9728 §2). Not signed: it is read over https from the
 * API itself.
 *
 * @param scopes what the API's methods ask for
 * @param name for people, in one language
 * @param documentation for developers
 */
public record ResourceMetadata(
        ResourceIdentifier resource,
        String issuer,
        SortedSet<String> scopes,
        Optional<String> name,
        Optional<URI> documentation) {

    /** What is served as {@code application/json}. §3.2: what has no value is left out. */
    public String json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("resource", resource.value());
        json.putArray("authorization_servers").add(issuer);
        if (!scopes.isEmpty()) {
            scopes.forEach(json.putArray("scopes_supported")::add);
        }
        json.putArray("bearer_methods_supported").add("header");
        name.ifPresent(value -> json.put("resource_name", value));
        documentation.ifPresent(uri -> json.put("resource_documentation", uri.toString()));
        return json.toString();
    }
}

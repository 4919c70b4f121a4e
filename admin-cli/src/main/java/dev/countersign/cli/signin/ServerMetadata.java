package dev.countersign.cli.signin;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.cli.http.Address;
import dev.countersign.cli.http.Answer;
import dev.countersign.cli.http.Request;
import dev.countersign.cli.http.Wire;
import dev.countersign.cli.outcome.Failed;
import java.net.URI;

/** What discovery says (RFC 8414 §2) and this command uses. */
record ServerMetadata(URI authorizationEndpoint, URI tokenEndpoint, URI revocationEndpoint) {

    private static final Address DOCUMENT = Address.of(".well-known", "oauth-authorization-server");

    /** RFC 8414 §3.3: only where the document is of the issuer that was asked. */
    static ServerMetadata discover(Issuer issuer, Wire wire) {
        Answer answer =
                wire.send(
                        issuer.at(DOCUMENT), Request.of("GET").with("Accept", "application/json"));
        JsonNode document = answer.json();
        if (answer.status() != 200 || !document.path("issuer").asText().equals(issuer.value())) {
            throw Failed.serverAway(
                    issuer + " is no issuer: its discovery document is not there, or of another");
        }
        return new ServerMetadata(
                endpoint(document, "authorization_endpoint"),
                endpoint(document, "token_endpoint"),
                endpoint(document, "revocation_endpoint"));
    }

    private static URI endpoint(JsonNode document, String name) {
        return Issuer.endpoint(document.path(name).asText());
    }
}

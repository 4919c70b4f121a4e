package dev.countersign.cli.signin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.cli.outcome.Failed;
import dev.countersign.cli.terminal.Secret;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Somebody is signed in at a server, through an application. */
record SignIn(Issuer issuer, ActingClient client, Tokens tokens) {

    private static final JsonMapper JSON = new JsonMapper();

    SignIn with(Tokens fresh) {
        return new SignIn(issuer, client, fresh.orRefreshTokenOf(tokens));
    }

    /** As it is kept. The secret of a confidential application is needed to refresh. */
    String written() {
        ObjectNode file = JSON.createObjectNode();
        file.put("issuer", issuer.value());
        file.put("client_id", client.id());
        client.secret().ifPresent(it -> file.put("client_secret", it.value()));
        file.put("access_token", tokens.accessToken().value());
        tokens.refreshToken().ifPresent(it -> file.put("refresh_token", it.value()));
        file.put("expires_at", tokens.expiresAt().toString());
        file.put("scope", tokens.scope());
        return file.toString();
    }

    /** Empty where the text is not one of ours: whoever damaged it signs in again. */
    static Optional<SignIn> read(String text) {
        try {
            JsonNode file = JSON.readTree(text);
            return Optional.of(
                    new SignIn(
                            new Issuer(file.path("issuer").asText()),
                            new ActingClient(
                                    file.path("client_id").asText(), secret(file, "client_secret")),
                            new Tokens(
                                    new Secret(file.path("access_token").asText()),
                                    Instant.parse(file.path("expires_at").asText()),
                                    secret(file, "refresh_token"),
                                    file.path("scope").asText())));
        } catch (JsonProcessingException
                | DateTimeParseException
                | IllegalArgumentException
                | Failed damaged) {
            return Optional.empty();
        }
    }

    private static Optional<Secret> secret(JsonNode file, String name) {
        return Optional.of(file.path(name).asText()).filter(it -> !it.isEmpty()).map(Secret::new);
    }
}

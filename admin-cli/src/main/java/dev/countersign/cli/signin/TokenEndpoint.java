package dev.countersign.cli.signin;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.cli.http.Answer;
import dev.countersign.cli.http.Wire;
import dev.countersign.cli.outcome.Failed;
import dev.countersign.cli.terminal.Secret;
import java.net.URI;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The grants that this command uses, and the revocation of what they gave. */
record TokenEndpoint(ServerMetadata server, Wire wire, InstantSource clock) {

    /** RFC 6749 §4.1.3 and RFC 7636 §4.5. */
    Tokens redeem(ActingClient client, String code, URI redirectUri, Pkce pkce) {
        return tokens(
                client,
                Map.of(
                        "grant_type",
                        "authorization_code",
                        "code",
                        code,
                        "redirect_uri",
                        redirectUri.toString(),
                        "code_verifier",
                        pkce.verifier()));
    }

    /** RFC 6749 §6. */
    Tokens refresh(ActingClient client, Secret refreshToken) {
        return tokens(
                client,
                Map.of("grant_type", "refresh_token", "refresh_token", refreshToken.value()));
    }

    /** RFC 6749 §4.4.2. */
    Tokens ofTheApplication(ActingClient client, Optional<String> scope) {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("grant_type", "client_credentials");
        scope.ifPresent(it -> parameters.put("scope", it));
        return tokens(client, parameters);
    }

    /** RFC 7009 §2.1: of a refresh token, and so of the whole grant; or of an access token. */
    void revoke(ActingClient client, Secret token) {
        Answer answer =
                wire.send(server.revocationEndpoint(), client.form(Map.of("token", token.value())));
        if (!answer.isDone()) {
            throw failure(answer, "the tokens were not revoked");
        }
    }

    private Tokens tokens(ActingClient client, Map<String, String> parameters) {
        Answer answer = wire.send(server.tokenEndpoint(), client.form(parameters));
        if (!answer.isDone()) {
            throw failure(answer, "no tokens were given");
        }
        return Tokens.of(answer.json(), clock.instant());
    }

    /** RFC 6749 §5.2, without what was sent. */
    private static Failed failure(Answer answer, String consequence) {
        JsonNode error = answer.json();
        if (answer.status() >= 500 || !error.has("error")) {
            return Failed.serverAway(consequence + ": the server answered " + answer.status());
        }
        String id = error.path("error_id").asText();
        return Failed.notSignedIn(
                "%s: %s (%s)%s"
                        .formatted(
                                consequence,
                                error.path("error_description").asText(),
                                error.path("error").asText(),
                                id.isEmpty() ? "" : "; error id " + id));
    }
}

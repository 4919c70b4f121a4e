package dev.countersign.cli.signin;

import dev.countersign.cli.http.Form;
import dev.countersign.cli.outcome.Failed;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** The way through the browser: authorization code grant with PKCE, back to the loopback. */
record CodeFlow(Issuer issuer, ServerMetadata server, TokenEndpoint endpoint, ActingClient client) {

    /** The person may look for their password first. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /**
     * @param port where the browser comes back to, if it is free
     * @param visit brings the person to the page
     */
    Tokens signIn(String scope, int port, Consumer<URI> visit) throws IOException {
        String state = Pkce.Random.text();
        Pkce pkce = Pkce.random();
        try (LoopbackServer loopback = LoopbackServer.open(port, state)) {
            visit.accept(page(scope, state, pkce, loopback.redirectUri()));
            Arrival arrival = loopback.await(PATIENCE);
            try {
                String code = code(arrival.parameters());
                Tokens tokens = endpoint.redeem(client, code, loopback.redirectUri(), pkce);
                arrival.redirect(URI.create(issuer + "/signed-in"));
                return tokens;
            } catch (Failed failed) {
                arrival.showsFailure();
                throw failed;
            }
        }
    }

    private URI page(String scope, String state, Pkce pkce, URI redirectUri) {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("response_type", "code");
        parameters.put("client_id", client.id());
        parameters.put("redirect_uri", redirectUri.toString());
        parameters.put("scope", scope);
        parameters.put("state", state);
        parameters.put("code_challenge", pkce.challenge());
        parameters.put("code_challenge_method", Pkce.METHOD);
        return URI.create(server.authorizationEndpoint() + "?" + new Form(parameters).encoded());
    }

    /** RFC 9207 §2.4: of the server that was asked, also where it says no. */
    private String code(Map<String, String> response) {
        if (!response.getOrDefault("iss", "").equals(issuer.value())) {
            throw Failed.notSignedIn("the browser brought an answer of another server");
        }
        String code = response.getOrDefault("code", "");
        if (code.isEmpty()) {
            throw Failed.notSignedIn(
                    "the sign-in did not succeed: %s (%s)"
                            .formatted(
                                    response.getOrDefault("error_description", ""),
                                    response.getOrDefault("error", "no code")));
        }
        return code;
    }
}

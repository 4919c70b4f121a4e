package dev.countersign.desktop.step;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationResponse;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import com.nimbusds.openid.connect.sdk.Nonce;
import dev.countersign.desktop.browser.Arrival;
import dev.countersign.desktop.browser.Browser;
import dev.countersign.desktop.browser.LoopbackServer;
import dev.countersign.desktop.browser.PortRange;
import dev.countersign.desktop.terminal.Transcript;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;

/** The way through the browser: authorization code flow with PKCE, back to the loopback. */
public record CodeFlow(
        AuthorizationServer server,
        Browser browser,
        Scope scope,
        PortRange ports,
        Transcript transcript) {

    /** The person may look for their password first. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** Opens the browser and waits until it is back with a code; it then waits for its answer. */
    ReturnedBrowser authorize() throws IOException, ParseException, StepFailed {
        var loopback = LoopbackServer.open(ports, "/callback");
        try {
            transcript.say("listening on " + loopback.redirectUri());
            var verifier = new CodeVerifier();
            var state = new State();
            var nonce = new Nonce();
            URI page =
                    request(server, scope, loopback.redirectUri(), verifier, state, nonce).toURI();
            transcript.address("open", page);
            var visit = browser.open(page);
            Arrival arrival = loopback.await(visit, PATIENCE);
            transcript.say("the browser is back: " + arrival.address());
            var sent = new ReturnedBrowser.Sent(loopback.redirectUri(), verifier, nonce);
            return check(arrival, state).with(loopback, sent, arrival, visit);
        } catch (IOException | ParseException | StepFailed | RuntimeException failure) {
            loopback.close();
            throw failure;
        }
    }

    static AuthenticationRequest request(
            AuthorizationServer server,
            Scope scope,
            URI redirectUri,
            CodeVerifier verifier,
            State state,
            Nonce nonce) {
        return new AuthenticationRequest.Builder(
                        ResponseType.CODE, scope, server.client(), redirectUri)
                .endpointURI(server.metadata().getAuthorizationEndpointURI())
                .state(state)
                .nonce(nonce)
                .codeChallenge(verifier, CodeChallengeMethod.S256)
                .build();
    }

    /** RFC 6749 §10.12 and RFC 9207 §2.4: ours, and from the server that was asked. */
    private ReturnedBrowser.Code check(Arrival arrival, State state)
            throws IOException, ParseException, StepFailed {
        AuthenticationResponse response = AuthenticationResponseParser.parse(arrival.address());
        boolean ours = state.equals(response.getState());
        boolean theirs = server.issuer().equals(response.getIssuer());
        if (!ours || !theirs || !response.indicatesSuccess()) {
            arrival.page(ErrorPage.of("The sign-in did not succeed", arrival.address().getQuery()));
        }
        StepFailed.unless(ours, "the state that was sent", "another state");
        StepFailed.unless(theirs, "iss=" + server.issuer(), "iss=" + response.getIssuer());
        StepFailed.unless(response.indicatesSuccess(), "a code", arrival.address());
        transcript.good("state and iss are the ones expected");
        return new ReturnedBrowser.Code(response.toSuccessResponse().getAuthorizationCode());
    }
}

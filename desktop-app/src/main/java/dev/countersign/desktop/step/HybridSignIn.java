package dev.countersign.desktop.step;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.JWT;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationResponse;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import com.nimbusds.openid.connect.sdk.AuthenticationSuccessResponse;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.claims.CodeHash;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import dev.countersign.desktop.browser.Arrival;
import dev.countersign.desktop.browser.Browser;
import dev.countersign.desktop.browser.Landing;
import dev.countersign.desktop.browser.LoopbackServer;
import dev.countersign.desktop.browser.PortRange;
import dev.countersign.desktop.terminal.Transcript;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * {@code code id_token}, OpenID Connect Core 1.0 §3.3, by a form that the browser posts to the
 * loopback: the app knows who signed in before it swaps the code.
 */
public record HybridSignIn(
        AuthorizationServer server,
        Browser browser,
        Scope scope,
        PortRange ports,
        Wallet wallet,
        Transcript transcript)
        implements Step {

    /** The person may look for their password first. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @Override
    public String title() {
        return "Sign in with an ID token beside the code, posted to the app";
    }

    @Override
    public void play() throws Exception {
        var loopback = LoopbackServer.openForPosts(ports, "/callback");
        try (loopback) {
            var sent =
                    new ReturnedBrowser.Sent(
                            loopback.redirectUri(), new CodeVerifier(), new Nonce());
            var state = new State();
            URI page = request(sent, state).toURI();
            transcript.address("open", page);
            CompletableFuture<Landing> visit = browser.open(page);
            Arrival arrival = loopback.await(visit, PATIENCE);
            AuthorizationCode code = check(arrival, sent, state);
            var returned = new ReturnedBrowser(code, sent, loopback, arrival, visit);
            wallet.put(returned.swapAt(server).granted().tokens());
            new IdTokenCheck(server).validate(wallet.idToken(), sent.nonce());
            Landing landing = returned.showsSignedIn();
            transcript.good(
                    "the code is swapped; the browser shows the app's own page: " + landing);
        }
    }

    private AuthenticationRequest request(ReturnedBrowser.Sent sent, State state) {
        return new AuthenticationRequest.Builder(
                        ResponseType.CODE_IDTOKEN, scope, server.client(), sent.redirectUri())
                .endpointURI(server.metadata().getAuthorizationEndpointURI())
                .responseMode(ResponseMode.FORM_POST)
                .state(state)
                .nonce(sent.nonce())
                .codeChallenge(sent.verifier(), CodeChallengeMethod.S256)
                .build();
    }

    /** Core §3.3.2.8 to §3.3.2.10: nothing is believed before the ID token names this code. */
    private AuthorizationCode check(Arrival arrival, ReturnedBrowser.Sent sent, State state)
            throws Exception {
        AuthenticationResponse response =
                AuthenticationResponseParser.parse(sent.redirectUri(), arrival.posted());
        boolean ours = state.equals(response.getState());
        boolean theirs = server.issuer().equals(response.getIssuer());
        if (!ours || !theirs || !response.indicatesSuccess()) {
            arrival.page(ErrorPage.of("The sign-in did not succeed", ""));
        }
        StepFailed.unless(ours, "the state that was sent", "another state");
        StepFailed.unless(theirs, "iss=" + server.issuer(), "iss=" + response.getIssuer());
        StepFailed.unless(response.indicatesSuccess(), "a code and an ID token", "an error");
        AuthenticationSuccessResponse success = response.toSuccessResponse();
        AuthorizationCode code = success.getAuthorizationCode();
        JWT idToken =
                new IdTokenCheck(server)
                        .validate(Optional.ofNullable(success.getIDToken()), sent.nonce());
        StepFailed.unless(
                CodeHash.compute(code, JWSAlgorithm.RS256, null).equals(codeHash(idToken)),
                "the c_hash of this code",
                "another");
        transcript.members("ID token, claims", idToken.getJWTClaimsSet().toJSONObject());
        transcript.good("signature, nonce and c_hash are right: the code is of this sign-in");
        return code;
    }

    private static CodeHash codeHash(JWT idToken) throws java.text.ParseException, ParseException {
        return new IDTokenClaimsSet(idToken.getJWTClaimsSet()).getCodeHash();
    }
}

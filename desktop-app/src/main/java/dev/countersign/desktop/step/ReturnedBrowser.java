package dev.countersign.desktop.step;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.Nonce;
import dev.countersign.desktop.browser.Arrival;
import dev.countersign.desktop.browser.Landing;
import dev.countersign.desktop.browser.LoopbackServer;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The browser is back with a code and waits; what was sent is kept for the token request. */
record ReturnedBrowser(
        AuthorizationCode code,
        Sent sent,
        LoopbackServer loopback,
        Arrival arrival,
        CompletableFuture<Landing> visit) {

    private static final String SIGNED_IN =
            """
            <!doctype html>
            <html lang="en"><meta charset="utf-8"><title>You are signed in</title>
            <body><h1>You are signed in</h1>
            <p>You can close this page and go back to the app.</p></body></html>
            """;

    record Sent(URI redirectUri, CodeVerifier verifier, Nonce nonce) {}

    record Code(AuthorizationCode code) {
        ReturnedBrowser with(
                LoopbackServer loopback,
                Sent sent,
                Arrival arrival,
                CompletableFuture<Landing> visit) {
            return new ReturnedBrowser(code, sent, loopback, arrival, visit);
        }
    }

    TokenAnswer swapAt(AuthorizationServer server) throws Exception {
        return server.swap(code, sent.redirectUri(), sent.verifier());
    }

    /** Sends the browser on and says where it ended. */
    Landing showsPage(URI page) throws IOException {
        try (loopback) {
            arrival.redirect(page);
            return landing();
        }
    }

    /** A page of the app's own: a posted form may not be redirected to another origin (CSP 3). */
    Landing showsSignedIn() throws IOException {
        try (loopback) {
            arrival.done(SIGNED_IN);
            return landing();
        }
    }

    Landing showsError(String html) throws IOException {
        try (loopback) {
            arrival.page(html);
            return landing();
        }
    }

    private Landing landing() throws IOException {
        try {
            return visit.get(30, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the browser goes on", interrupted);
        } catch (ExecutionException | TimeoutException stuck) {
            throw new IOException("the browser could not go on", stuck);
        }
    }
}

package dev.countersign.cli.signin;

import dev.countersign.cli.http.Wire;
import dev.countersign.cli.outcome.Failed;
import dev.countersign.cli.terminal.Secret;
import dev.countersign.cli.terminal.Surroundings;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.function.Consumer;

/** Begins and ends that a person acts at a server. */
public final class SigningIn {

    private final Issuer issuer;
    private final Wire wire;
    private final SignIns signIns;
    private final Surroundings surroundings;

    public SigningIn(Issuer issuer, Surroundings surroundings, Wire wire) {
        this.issuer = issuer;
        this.wire = wire;
        this.signIns = new SignIns(surroundings.configFolder());
        this.surroundings = surroundings;
    }

    /** Opens the page in the browser that the person uses anyway. */
    public static void inTheBrowser(URI page) {
        SystemBrowser.open(page);
    }

    /**
     * @return until when the access token works
     */
    public Instant in(Registration registration, Consumer<URI> visit) {
        Tokens tokens = tokens(registration, visit);
        return signIns.exclusively(
                issuer,
                () -> {
                    signIns.keep(new SignIn(issuer, registration.client(), tokens));
                    return tokens.expiresAt();
                });
    }

    private Tokens tokens(Registration registration, Consumer<URI> visit) {
        ServerMetadata server = ServerMetadata.discover(issuer, wire);
        var endpoint = new TokenEndpoint(server, wire, surroundings.clock());
        try {
            return new CodeFlow(issuer, server, endpoint, registration.client())
                    .signIn(registration.scope(), registration.port(), visit);
        } catch (IOException unreachable) {
            throw Failed.notSignedIn("the browser could not be waited for, or not be answered");
        }
    }

    /**
     * Forgets the tokens in any case: also where the server is away, and could not revoke them.
     *
     * @return whether anybody was signed in
     */
    public boolean out() {
        return signIns.exclusively(
                issuer,
                () ->
                        signIns.at(issuer)
                                .map(
                                        it -> {
                                            signIns.forget(issuer);
                                            revoke(it);
                                            return true;
                                        })
                                .orElse(false));
    }

    private void revoke(SignIn signIn) {
        try {
            Secret token = signIn.tokens().refreshToken().orElse(signIn.tokens().accessToken());
            new TokenEndpoint(ServerMetadata.discover(issuer, wire), wire, surroundings.clock())
                    .revoke(signIn.client(), token);
        } catch (Failed failed) {
            throw Failed.serverAway(
                    "the tokens are deleted here, but may work until they end: "
                            + failed.getMessage());
        }
    }
}

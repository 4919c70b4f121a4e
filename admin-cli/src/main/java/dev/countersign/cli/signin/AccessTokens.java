package dev.countersign.cli.signin;

import dev.countersign.cli.http.Wire;
import dev.countersign.cli.outcome.Exit;
import dev.countersign.cli.outcome.Failed;
import dev.countersign.cli.terminal.Secret;
import dev.countersign.cli.terminal.Surroundings;
import java.util.Optional;

/**
 * The token to send: of the application that the environment names, or else of the person who is
 * signed in at this server.
 */
public final class AccessTokens {

    private static final String CLIENT_ID = "COUNTERSIGN_CLIENT_ID";
    private static final String CLIENT_SECRET = "COUNTERSIGN_CLIENT_SECRET";
    private static final String SCOPE = "COUNTERSIGN_SCOPE";

    private final Issuer issuer;
    private final Surroundings surroundings;
    private final Wire wire;
    private final SignIns signIns;

    /** Asked for once in an invocation, and kept nowhere. */
    private Optional<Secret> ofTheApplication = Optional.empty();

    public AccessTokens(Issuer issuer, Surroundings surroundings, Wire wire) {
        this.issuer = issuer;
        this.surroundings = surroundings;
        this.wire = wire;
        this.signIns = new SignIns(surroundings.configFolder());
    }

    public Secret token() {
        Optional<ActingClient> application = application();
        if (application.isPresent()) {
            Secret token = ofTheApplication.orElseGet(() -> issued(application.get()));
            ofTheApplication = Optional.of(token);
            return token;
        }
        SignIn signIn = signedIn();
        return signIn.tokens().worksAt(surroundings.clock().instant())
                ? signIn.tokens().accessToken()
                : refreshed(signIn.tokens().accessToken());
    }

    /** Another one than the server has just refused. */
    public Secret insteadOf(Secret refused) {
        return application().map(this::issued).orElseGet(() -> refreshed(refused));
    }

    private Optional<ActingClient> application() {
        Optional<String> id = surroundings.variable(CLIENT_ID);
        Optional<Secret> secret = surroundings.variable(CLIENT_SECRET).map(Secret::new);
        if (id.isPresent() != secret.isPresent()) {
            throw Failed.usage(CLIENT_ID + " and " + CLIENT_SECRET + " are given both or neither");
        }
        return id.map(it -> new ActingClient(it, secret));
    }

    private Secret issued(ActingClient application) {
        return endpoint().ofTheApplication(application, surroundings.variable(SCOPE)).accessToken();
    }

    private Secret refreshed(Secret ended) {
        return signIns.exclusively(
                issuer,
                () -> {
                    SignIn signIn = signedIn();
                    Secret current = signIn.tokens().accessToken();
                    // another command may have refreshed it meanwhile
                    return current.equals(ended) ? refreshed(signIn) : current;
                });
    }

    private Secret refreshed(SignIn signIn) {
        Secret refreshToken =
                signIn.tokens().refreshToken().orElseThrow(() -> signInAgain("it has ended"));
        try {
            SignIn fresh = signIn.with(endpoint().refresh(signIn.client(), refreshToken));
            signIns.keep(fresh);
            return fresh.tokens().accessToken();
        } catch (Failed failed) {
            if (failed.exit() == Exit.NOT_SIGNED_IN) {
                signIns.forget(issuer);
                throw signInAgain(failed.getMessage());
            }
            throw failed;
        }
    }

    private SignIn signedIn() {
        return signIns.at(issuer)
                .orElseThrow(
                        () ->
                                Failed.notSignedIn(
                                        "nobody is signed in at %s: countersign-admin login"
                                                .formatted(issuer)));
    }

    private Failed signInAgain(String why) {
        return Failed.notSignedIn(
                "the sign-in at %s is over (%s): countersign-admin login".formatted(issuer, why));
    }

    private TokenEndpoint endpoint() {
        return new TokenEndpoint(ServerMetadata.discover(issuer, wire), wire, surroundings.clock());
    }
}

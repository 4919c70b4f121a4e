package dev.countersign.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.desktop.http.Answer;
import dev.countersign.system.client.Administration;
import dev.countersign.system.client.App;
import dev.countersign.system.client.AuthorizationRequest;
import dev.countersign.system.client.Authorized;
import dev.countersign.system.client.Everywhere;
import dev.countersign.system.client.Issued;
import dev.countersign.system.client.Origin;
import dev.countersign.system.client.Refused;
import dev.countersign.system.client.Visitor;
import dev.countersign.system.stack.Eventually;
import dev.countersign.system.stack.RunningStack;
import dev.countersign.system.stack.SystemTest;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * What an administrator does to an application takes back what people have given it (design:
 * Revocation 1): at the API, introspection, userinfo and refreshing, with the code of before.
 */
@SystemTest
class ApplicationCausesOverHttpIT {

    private static final String CALLBACK = "http://127.0.0.1:7779/callback";
    private static final Duration CHANGE_IS_HEARD = Duration.ofSeconds(1);

    private final Origin origin;
    private final Everywhere everywhere;
    private final Administration administration;
    private final App app;
    private final Visitor bob;
    private final Issued tokens;
    private final Authorized code;

    ApplicationCausesOverHttpIT(RunningStack stack) throws IOException {
        this.origin = Origin.of(stack);
        this.everywhere = new Everywhere(origin);
        this.administration = new Administration(origin);
        this.app = registered();
        this.bob = Visitor.bob(origin);
        this.tokens = bob.signIn(app);
        this.code = bob.authorize(app);
        everywhere.assertWorks(tokens);
    }

    private App registered() throws IOException {
        Answer made =
                administration.call(
                        "POST",
                        "/admin/applications",
                        """
                        {"name": "Notes", "authenticator": "Authorization Code Flow",
                         "redirect_uris": ["%s"], "consent": false,
                         "scopes": ["openid", "profile", "email", "offline_access", "accounts:read"]}
                        """
                                .formatted(CALLBACK),
                        201);
        return new App(made.text("client_id"), made.text("client_secret"), CALLBACK);
    }

    private String self(String part) {
        return "/admin/applications/" + app.clientId() + part;
    }

    /**
     * Refused at once; and by its name as soon as the token endpoint has heard of the change: for
     * up to a second a copy there may still know the application, and only what it asks for is
     * refused.
     */
    private void assertItMayNotCall() throws Exception {
        Refused.with(
                Eventually.within(
                        CHANGE_IS_HEARD,
                        () -> tokens.refresh(origin, app),
                        it -> it.status() != 400),
                401,
                "invalid_client");
        Refused.with(code.redeem(origin), 401, "invalid_client");
        everywhere.assertAccessTokenIsGone(tokens);
    }

    @Test
    void theApplicationIsDisabled() throws Exception {
        administration.call("PATCH", self(""), "{\"enabled\": false}", 200);

        assertItMayNotCall();
        administration.call("PATCH", self(""), "{\"enabled\": true}", 200);
        // until that is heard it is still refused by name
        Refused.with(
                Eventually.within(
                        CHANGE_IS_HEARD,
                        () -> tokens.refresh(origin, app),
                        it -> it.status() != 401),
                400,
                "invalid_grant");
        everywhere.assertAccessTokenIsGone(tokens);
        everywhere.assertWorks(bob.signIn(app));
    }

    @Test
    void theApplicationIsDeleted() throws Exception {
        administration.call("DELETE", self(""), "", 204);

        assertItMayNotCall();
        assertThat(bob.visit(AuthorizationRequest.of(app)).status()).isEqualTo(400);
    }

    @Test
    void itsSecretIsDeclaredLeaked() throws Exception {
        App renewed = renewed("{\"leaked\": true}");

        assertItMayNotCall();
        everywhere.assertGone(tokens, renewed);
        everywhere.assertWorks(bob.signIn(renewed));
    }

    /** Design, "Revocation" 1: a planned rotation revokes nothing. */
    @Test
    void itsSecretIsRotatedAsPlanned() throws Exception {
        App renewed = renewed("{\"overlap\": \"PT1H\"}");

        everywhere.assertWorks(tokens);
        Issued byTheOld = Issued.by(tokens.refresh(origin, app));
        everywhere.assertWorks(Issued.by(byTheOld.refresh(origin, renewed)));
        everywhere.assertWorks(Issued.by(code.redeem(origin)));
    }

    private App renewed(String order) throws IOException {
        Answer secret = administration.call("POST", self("/secret"), order, 200);
        return new App(app.clientId(), secret.text("client_secret"), CALLBACK);
    }
}

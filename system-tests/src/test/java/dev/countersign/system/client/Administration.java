package dev.countersign.system.client;

import dev.countersign.desktop.browser.Person;
import dev.countersign.desktop.http.Answer;
import dev.countersign.desktop.http.Request;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** An administrator at the admin application. */
public final class Administration {

    private static final String SCOPES = "openid tokens:read tokens:revoke";

    private final Origin origin;

    public Administration(Origin origin) {
        this.origin = origin;
    }

    /** Records a rule; who does it signs in for it, for the last rule may have been on everyone. */
    public Answer revoke(String json) throws IOException {
        var admin = new Visitor(origin, Person.whoAllows("admin@example.com", Visitor.PASSWORD));
        Issued tokens =
                Issued.by(
                        admin.authorize(AuthorizationRequest.of(App.ADMIN).with("scope", SCOPES))
                                .redeem(origin));
        Answer answer =
                origin.wire()
                        .send(
                                new Request(
                                        "POST",
                                        origin.at("/admin/revocations"),
                                        Map.of(
                                                "Content-Type",
                                                List.of("application/json"),
                                                "Authorization",
                                                List.of("Bearer " + tokens.accessToken())),
                                        json));
        if (answer.status() != 201) {
            throw new AssertionError(answer.status() + " " + answer.body());
        }
        return answer;
    }
}

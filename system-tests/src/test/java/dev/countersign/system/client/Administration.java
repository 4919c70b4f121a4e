package dev.countersign.system.client;

import dev.countersign.desktop.browser.Person;
import dev.countersign.desktop.http.Answer;
import dev.countersign.desktop.http.Request;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * An administrator at the admin application, who signs in for each call: what was done last may
 * have been done to everyone.
 */
public final class Administration {

    private static final String SCOPES =
            "openid tokens:read tokens:revoke users:read users:write applications:read"
                    + " applications:write audit:read";

    private final Origin origin;

    public Administration(Origin origin) {
        this.origin = origin;
    }

    /** Records a rule. */
    public Answer revoke(String json) throws IOException {
        return call("POST", "/admin/revocations", json, 201);
    }

    /** A call with a JSON document, whatever the version of what it changes. */
    public Answer call(String method, String path, String json, int expected) throws IOException {
        Answer answer =
                origin.wire()
                        .send(
                                new Request(
                                        method,
                                        origin.at(path),
                                        Map.of(
                                                "Content-Type",
                                                List.of("application/json"),
                                                "If-Match",
                                                List.of("*"),
                                                "Authorization",
                                                List.of("Bearer " + token())),
                                        json));
        if (answer.status() != expected) {
            throw new AssertionError(answer.status() + " " + answer.body());
        }
        return answer;
    }

    /**
     * Makes a confidential web application, whose people are not asked for consent.
     *
     * @param origins where it is: each has {@code /callback} and {@code /signed-out}
     */
    public App confidentialApp(String name, List<String> origins) throws IOException {
        Answer made =
                call(
                        "POST",
                        "/admin/applications",
                        """
                        {"name": "%s", "authenticator": "Authorization Code Flow", "consent": false,
                         "scopes": ["openid", "profile", "email", "offline_access"],
                         "grant_types": ["authorization_code", "refresh_token"],
                         "redirect_uris": [%s], "post_logout_redirect_uris": [%s]}
                        """
                                .formatted(
                                        name, at(origins, "/callback"), at(origins, "/signed-out")),
                        201);
        return new App(
                made.text("client_id"),
                made.text("client_secret"),
                origins.getFirst() + "/callback");
    }

    private static String at(List<String> origins, String path) {
        return origins.stream()
                .map(origin -> "\"" + origin + path + "\"")
                .collect(Collectors.joining(", "));
    }

    /** The access token of one who has just signed in. */
    public String token() throws IOException {
        var admin = new Visitor(origin, Person.whoAllows("admin@example.com", Visitor.PASSWORD));
        return Issued.by(
                        admin.authorize(AuthorizationRequest.of(App.ADMIN).with("scope", SCOPES))
                                .redeem(origin))
                .accessToken();
    }
}

package dev.countersign.system.client;

import dev.countersign.desktop.http.Request;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A registered application of the demo data; an empty secret makes it a public one. */
public record App(String clientId, String secret, String redirectUri) {

    /** Its port is free (RFC 8252 §7.3); nobody listens there, the tests read the redirect. */
    public static final App DESKTOP = new App("desktop-app", "", "http://127.0.0.1:1/callback");

    public static final App OTHER = new App("other-app", "", "http://127.0.0.1:1/callback");

    /** All that it gets ends in seconds. */
    public static final App SHORT_LIVED =
            new App("short-lived-app", "", "http://127.0.0.1:1/callback");

    /** Two seconds after a refresh its refresh token of before is a stolen one. */
    public static final App SHORT_WINDOW =
            new App("short-window-app", "", "http://127.0.0.1:1/callback");

    public static final App WEB =
            new App("web-app", "web-app-secret", "http://127.0.0.1:7777/callback");

    /** Of administrators, at the API of the server itself. */
    public static final App ADMIN =
            new App("admin-app", "admin-app-secret", "http://127.0.0.1:7778/callback");

    public static final App SERVICE = new App("service-app", "service-app-secret", "");

    /** The sample API's own credential, for introspection. */
    public static final App ACCOUNTS_API = new App("accounts-api", "accounts-api-secret", "");

    Request authenticate(URI endpoint, Form form) {
        if (secret.isEmpty()) {
            return Request.form(endpoint, form.and("client_id", clientId).encoded());
        }
        String pair = clientId + ":" + secret;
        String basic = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        return Request.form(endpoint, form.encoded()).with("Authorization", "Basic " + basic);
    }
}

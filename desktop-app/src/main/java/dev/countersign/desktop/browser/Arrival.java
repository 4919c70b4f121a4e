package dev.countersign.desktop.browser;

import com.nimbusds.oauth2.sdk.util.URLUtils;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** The browser has come back and waits for its answer, which it gets once. */
public final class Arrival {

    private static final int LONGEST_FORM = 65_536;

    private final URI address;
    private final HttpExchange exchange;

    Arrival(URI redirectUri, HttpExchange exchange) {
        this.address = redirectUri.resolve(exchange.getRequestURI());
        this.exchange = exchange;
    }

    /** The redirect URI with the parameters of the authorization response. */
    public URI address() {
        return address;
    }

    /** The parameters of an authorization response that was posted. */
    public Map<String, List<String>> posted() throws IOException {
        byte[] form = exchange.getRequestBody().readNBytes(LONGEST_FORM);
        return URLUtils.parseParameters(new String(form, StandardCharsets.UTF_8));
    }

    public void redirect(URI page) throws IOException {
        exchange.getResponseHeaders().set("Location", page.toString());
        answer(303, "");
    }

    /** The app's own friendly page. */
    public void page(String html) throws IOException {
        page(400, html);
    }

    /** The same, where all went well. */
    public void done(String html) throws IOException {
        page(200, html);
    }

    private void page(int status, String html) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
        answer(status, html);
    }

    private void answer(int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.getResponseHeaders().set("Referrer-Policy", "no-referrer");
        exchange.getResponseHeaders().set("Connection", "close");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }
}

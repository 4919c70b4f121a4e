package dev.countersign.desktop.http;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.net.http.HttpHeaders;
import java.text.ParseException;
import java.util.Map;
import java.util.Optional;

/** A response, whole. */
public record Answer(int status, HttpHeaders headers, String body) {

    public Optional<String> header(String name) {
        return headers.firstValue(name);
    }

    public boolean redirects() {
        return status >= 300 && status < 400 && header("Location").isPresent();
    }

    public boolean isHtml() {
        return header("Content-Type").orElse("").startsWith("text/html");
    }

    /** The members of a JSON object; none where the body is not one. */
    public Map<String, Object> json() {
        try {
            return JSONObjectUtils.parse(body);
        } catch (ParseException notJson) {
            return Map.of();
        }
    }

    /** A member of the JSON body as text; empty where there is none. */
    public String text(String member) {
        Object value = json().get(member);
        return value == null ? "" : value.toString();
    }
}

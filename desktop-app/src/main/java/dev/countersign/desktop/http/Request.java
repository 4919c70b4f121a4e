package dev.countersign.desktop.http;

import java.net.URI;
import java.util.List;
import java.util.Map;

/** A request as it goes over the wire; an empty body is none. */
public record Request(String method, URI uri, Map<String, List<String>> headers, String body) {

    public Request {
        headers = Map.copyOf(headers);
    }

    public static Request get(URI uri) {
        return new Request("GET", uri, Map.of(), "");
    }

    public static Request form(URI uri, String encoded) {
        return new Request(
                "POST",
                uri,
                Map.of("Content-Type", List.of("application/x-www-form-urlencoded")),
                encoded);
    }

    public static Request json(URI uri, String body) {
        return new Request("POST", uri, Map.of("Content-Type", List.of("application/json")), body);
    }

    public Request with(String header, String value) {
        var more = new java.util.HashMap<>(headers);
        more.put(header, List.of(value));
        return new Request(method, uri, more, body);
    }
}

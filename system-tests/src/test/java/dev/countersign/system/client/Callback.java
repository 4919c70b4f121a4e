package dev.countersign.system.client;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** The authorization response, as the redirect URI received it. */
public record Callback(URI address, Map<String, String> parameters) {

    public static Callback of(URI address) {
        String query = address.getRawQuery() == null ? "" : address.getRawQuery();
        return new Callback(
                address,
                Arrays.stream(query.split("&", -1))
                        .map(pair -> pair.split("=", 2))
                        .filter(pair -> pair.length == 2)
                        .collect(Collectors.toMap(pair -> pair[0], pair -> decode(pair[1]))));
    }

    public String parameter(String name) {
        return parameters.getOrDefault(name, "");
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}

package dev.countersign.cli.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** {@code application/x-www-form-urlencoded}. It may hold secrets. */
public record Form(Map<String, String> parameters) {

    public static final String MEDIA_TYPE = "application/x-www-form-urlencoded";

    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    public String encoded() {
        return parameters.entrySet().stream()
                .map(it -> encoded(it.getKey()) + "=" + encoded(it.getValue()))
                .collect(Collectors.joining("&"));
    }

    @Override
    public String toString() {
        return parameters.keySet().toString();
    }
}

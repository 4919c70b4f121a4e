package dev.countersign.cli.http;

import dev.countersign.cli.outcome.Failed;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** A path below the issuer, and its query; whatever is typed stays one part or one value of it. */
public record Address(String text) {

    /**
     * @param parts each becomes one segment of the path
     */
    public static Address of(String... parts) {
        return new Address(
                Arrays.stream(parts).map(Address::segment).collect(Collectors.joining()));
    }

    public Address then(String part) {
        return new Address(text + segment(part));
    }

    /** What is absent is left out. */
    public Address with(String name, Optional<?> value) {
        return value.map(it -> with(name, it.toString())).orElse(this);
    }

    public Address with(String name, String value) {
        String separator = text.contains("?") ? "&" : "?";
        return new Address(text + separator + Form.encoded(name) + "=" + Form.encoded(value));
    }

    /** RFC 3986 §3.3; a dot segment (§5.2.4) would be another path. */
    private static String segment(String part) {
        if (part.isBlank() || part.equals(".") || part.equals("..")) {
            throw Failed.usage("this is the id of nothing: '" + part + "'");
        }
        return "/" + URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }
}

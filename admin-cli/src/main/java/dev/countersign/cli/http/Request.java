package dev.countersign.cli.http;

import dev.countersign.cli.outcome.Failed;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** A request whose headers and body may hold secrets: it shows neither. */
public record Request(String method, Map<String, String> headers, String body) {

    /** RFC 9110 §5.5, in ASCII. */
    private static final Pattern FIELD_VALUE = Pattern.compile("[\\x21-\\x7e]([\\x20-\\x7e]*)");

    public static Request of(String method) {
        return new Request(method, Map.of(), "");
    }

    public static Request of(String method, String mediaType, String body) {
        return new Request(method, Map.of("Content-Type", mediaType), body);
    }

    public static Request form(Form form) {
        return of("POST", Form.MEDIA_TYPE, form.encoded());
    }

    public Request with(String header, String value) {
        if (!FIELD_VALUE.matcher(value).matches()) {
            throw Failed.usage("what was given for " + header + " cannot be sent");
        }
        var more = new TreeMap<>(headers);
        more.put(header, value);
        return new Request(method, Map.copyOf(more), body);
    }

    @Override
    public String toString() {
        return method;
    }
}

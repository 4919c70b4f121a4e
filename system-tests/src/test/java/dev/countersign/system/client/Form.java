package dev.countersign.system.client;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Parameters in their order; a name may stand twice, which is what some tests are about. */
public record Form(List<Parameter> parameters) {

    record Parameter(String name, String value) {
        String encoded() {
            return encode(name) + "=" + encode(value);
        }
    }

    public Form {
        parameters = List.copyOf(parameters);
    }

    /** Names and values by turns. */
    public static Form of(String... namesAndValues) {
        var parameters = new ArrayList<Parameter>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            parameters.add(new Parameter(namesAndValues[i], namesAndValues[i + 1]));
        }
        return new Form(parameters);
    }

    public Form and(String name, String value) {
        var more = new ArrayList<>(parameters);
        more.add(new Parameter(name, value));
        return new Form(more);
    }

    public Form without(String name) {
        return new Form(parameters.stream().filter(it -> !it.name().equals(name)).toList());
    }

    /** This value instead of any other. */
    public Form with(String name, String value) {
        return without(name).and(name, value);
    }

    public String encoded() {
        return parameters.stream().map(Parameter::encoded).collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}

package dev.countersign.web.request;

import dev.countersign.protocol.request.Parameters;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads the parameters of a form body or a query. */
public final class FormParameters {

    private FormParameters() {}

    public static Parameters of(MultivaluedMap<String, String> form) {
        return new Parameters(
                form.entrySet().stream()
                        .collect(
                                Collectors.toMap(
                                        Map.Entry::getKey, it -> List.copyOf(it.getValue()))));
    }
}

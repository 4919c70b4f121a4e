package dev.countersign.resourceserver.refusal;

import java.util.Map;

/**
 * How a refused request is answered, in whatever framework: a status, headers, and a JSON body with
 * an {@code error_id} that also stands in the log.
 */
public record RefusalAnswer(int status, Map<String, String> headers, String body) {

    public RefusalAnswer {
        headers = Map.copyOf(headers);
    }
}

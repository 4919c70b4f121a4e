package dev.countersign.cli.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Optional;

/** What the server said. The body may hold a secret that is shown this once. */
public record Answer(int status, Optional<String> etag, String body) {

    private static final JsonMapper JSON = new JsonMapper();

    public boolean isDone() {
        return status >= 200 && status < 300;
    }

    /** Missing where there is no JSON. */
    public JsonNode json() {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException notJson) {
            return MissingNode.getInstance();
        }
    }

    @Override
    public String toString() {
        return Integer.toString(status);
    }
}

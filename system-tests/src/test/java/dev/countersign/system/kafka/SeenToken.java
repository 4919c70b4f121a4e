package dev.countersign.system.kafka;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Base64;
import java.util.stream.StreamSupport;

/** What rules are compared with. The signature is checked elsewhere: rules say nothing of it. */
record SeenToken(JsonNode header, JsonNode claims) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static SeenToken of(String jwt) {
        String[] parts = jwt.split("\\.", 3);
        return new SeenToken(json(parts[0]), json(parts[1]));
    }

    private static JsonNode json(String encoded) {
        try {
            return JSON.readTree(Base64.getUrlDecoder().decode(encoded));
        } catch (IOException notAToken) {
            throw new IllegalArgumentException("not a JWT", notAToken);
        }
    }

    /** RFC 7519 §4.1.3: one audience may stand without an array around it. */
    boolean isFor(JsonNode audience) {
        JsonNode all = claims.path("aud");
        return all.equals(audience) || contains(all, audience);
    }

    static boolean contains(JsonNode array, JsonNode value) {
        return StreamSupport.stream(array.spliterator(), false).anyMatch(value::equals);
    }
}

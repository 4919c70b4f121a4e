package dev.countersign.web.request;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.protocol.request.Parameters;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads parameters out of a JSON object of texts, by the rules of a form: what is unknown is
 * ignored, what is {@code null} or empty was not sent, what stands twice is refused when it is
 * asked for.
 */
public final class JsonParameters {

    private static final JsonFactory JSON = new JsonFactory();

    private JsonParameters() {}

    /**
     * @throws OAuthException for what is no JSON object; {@code PARAMETER_MALFORMED} for a member
     *     that is no text. Neither quotes what was sent.
     */
    public static Parameters of(@Nullable String json) {
        try (JsonParser parser = JSON.createParser(json == null ? "" : json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new OAuthException(Refusal.BODY_MALFORMED);
            }
            Map<String, List<String>> members = members(parser);
            if (parser.nextToken() != null) {
                throw new OAuthException(Refusal.BODY_MALFORMED);
            }
            return new Parameters(members);
        } catch (IOException e) {
            // without the cause, which quotes the document
            throw new OAuthException(Refusal.BODY_MALFORMED);
        }
    }

    private static Map<String, List<String>> members(JsonParser parser) throws IOException {
        Map<String, List<String>> members = new HashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            switch (parser.nextToken()) {
                case VALUE_STRING ->
                        members.computeIfAbsent(name, key -> new ArrayList<>())
                                .add(parser.getText());
                case VALUE_NULL -> {}
                default -> throw new OAuthException(Refusal.PARAMETER_MALFORMED, "texts only");
            }
        }
        return members;
    }
}

package dev.countersign.web.administration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import java.util.Map;

/** JSON merge patch, RFC 7396, of documents whose members are all known. */
public final class MergePatch {

    public static final String MEDIA_TYPE = "application/merge-patch+json";

    /** Anything but null: it is not read. */
    private static final boolean UNKNOWN = true;

    private MergePatch() {}

    /**
     * The document after the patch: a null takes a member out of it, so that its default holds.
     *
     * @param document has every member, absent ones as null; it is not changed
     * @throws OAuthException if the patch is no object. A member that is not known stays, for
     *     whoever reads the document to refuse, although it is null
     */
    public static ObjectNode apply(ObjectNode document, JsonNode patch) {
        if (!(patch instanceof ObjectNode members)) {
            throw new OAuthException(Refusal.BODY_MALFORMED);
        }
        return withoutNulls(merged(document.deepCopy(), members));
    }

    private static ObjectNode merged(ObjectNode target, ObjectNode patch) {
        for (Map.Entry<String, JsonNode> member : patch.properties()) {
            String name = member.getKey();
            JsonNode value = member.getValue();
            if (value instanceof ObjectNode part && target.get(name) instanceof ObjectNode whole) {
                merged(whole, part);
            } else if (value.isNull() && !target.has(name)) {
                target.put(name, UNKNOWN);
            } else {
                target.set(name, value);
            }
        }
        return target;
    }

    private static ObjectNode withoutNulls(ObjectNode document) {
        document.properties().removeIf(it -> it.getValue().isNull());
        for (JsonNode value : document) {
            if (value instanceof ObjectNode part) {
                withoutNulls(part);
            }
        }
        return document;
    }
}

package dev.countersign.cli.administration;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.countersign.cli.outcome.Failed;
import java.util.Arrays;
import java.util.regex.Pattern;

/** {@code name=value}, whose value is read as what stands there now. */
record Setting(JsonPointer place, String text) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*(\\.[a-z][a-z0-9_]*)*");

    /** Numbers stay text: no member is one. */
    private static final Pattern LOOKS_LIKE_JSON =
            Pattern.compile("\\s*([\\[{\"].*|true|false)\\s*", Pattern.DOTALL);

    /** Arguments are seen by everybody on the machine, and kept in histories. */
    private static final Pattern SECRET = Pattern.compile(".*(password|secret)");

    static Setting parse(String given) {
        int equals = given.indexOf('=');
        String name = equals < 0 ? "" : given.substring(0, equals);
        if (!NAME.matcher(name).matches()) {
            throw Failed.usage("--set takes name=value, with a name of the document");
        }
        if (SECRET.matcher(name).matches()) {
            throw Failed.usage("secrets are not given as arguments: " + name);
        }
        return new Setting(
                JsonPointer.compile("/" + name.replace('.', '/')), given.substring(equals + 1));
    }

    String name() {
        return place.toString().substring(1).replace('/', '.');
    }

    void putInto(ObjectNode document, JsonNode current) {
        ObjectNode holder = document;
        JsonPointer rest = place;
        while (!rest.tail().matches()) {
            holder = holder.withObjectProperty(rest.getMatchingProperty());
            rest = rest.tail();
        }
        holder.set(rest.getMatchingProperty(), value(current.at(place)));
    }

    private JsonNode value(JsonNode current) {
        if (text.equals("null")) {
            return NullNode.getInstance();
        }
        if (current.isArray() && !text.stripLeading().startsWith("[")) {
            return list();
        }
        boolean isText = current.isTextual() && !text.stripLeading().startsWith("\"");
        return isText || !LOOKS_LIKE_JSON.matcher(text).matches() ? TextNode.valueOf(text) : json();
    }

    private ArrayNode list() {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(it -> !it.isEmpty())
                .forEach(list::add);
        return list;
    }

    private JsonNode json() {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException damaged) {
            throw Failed.usage("the value of " + name() + " begins like JSON, and is none");
        }
    }
}

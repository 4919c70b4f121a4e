package dev.countersign.cli.administration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Members of a document that are given one by one. */
public final class Settings {

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description = {
                "Set this member; a dot leads into one, as in lifetimes.access_token=PT10M.",
                "A list is written a,b or as JSON; null takes the value away."
            })
    private List<String> given = new ArrayList<>();

    List<Setting> all() {
        return given.stream().map(Setting::parse).toList();
    }

    /** What changes of the document as it is now, RFC 7396. */
    ObjectNode patchOf(JsonNode current) {
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        all().forEach(it -> it.putInto(patch, current));
        return patch;
    }

    /** Into a document that is about to be created. */
    public ObjectNode over(ObjectNode document) {
        all().forEach(it -> it.putInto(document, document));
        return document;
    }
}

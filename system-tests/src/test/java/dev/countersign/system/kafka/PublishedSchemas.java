package dev.countersign.system.kafka;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The schemas of the topic's records, as they are published. */
final class PublishedSchemas {

    private static final SchemaValidatorsConfig STRICT =
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();

    private final JsonSchema rule;
    private final JsonSchema heartbeat;

    PublishedSchemas(Path folder) {
        rule = read(folder.resolve("revocation-rule.schema.json"));
        heartbeat = read(folder.resolve("heartbeat.schema.json"));
    }

    private static JsonSchema read(Path file) {
        try {
            return JsonSchemaFactory.getInstance(VersionFlag.V202012)
                    .getSchema(Files.readString(file), STRICT);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    /**
     * What is wrong with a record: one with a heartbeat must be a heartbeat and no rule, any other
     * one a rule and no heartbeat, and neither has a field that the schema does not name.
     */
    List<String> misfits(JsonNode record) {
        JsonSchema its = record.has("heartbeat") ? heartbeat : rule;
        JsonSchema other = record.has("heartbeat") ? rule : heartbeat;
        JsonNode named = its.getSchemaNode().path("properties");
        Stream<String> wrong = its.validate(record).stream().map(ValidationMessage::getMessage);
        Stream<String> undocumented =
                record.properties().stream()
                        .filter(field -> !named.has(field.getKey()))
                        .map(field -> field.getKey() + " is not documented");
        Stream<String> ambiguous =
                other.validate(record).isEmpty()
                        ? Stream.of("is a rule and a heartbeat")
                        : Stream.empty();
        return Stream.of(wrong, undocumented, ambiguous)
                .flatMap(messages -> messages)
                .map(message -> message + ": " + record)
                .toList();
    }
}

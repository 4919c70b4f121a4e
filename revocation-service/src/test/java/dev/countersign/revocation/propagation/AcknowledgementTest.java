package dev.countersign.revocation.propagation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.countersign.revocation.propagation.Acknowledgement.OfRule;
import dev.countersign.revocation.propagation.Acknowledgement.OfTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code docs/schemas/applied.schema.json}. */
class AcknowledgementTest {

    private static final UUID RULE = UUID.fromString("0b2f6a9e-31f3-4a7d-9c58-0e7a3b1f6c11");

    private static byte[] bytes(String json) {
        return json.replace('\'', '"').getBytes(UTF_8);
    }

    @Test
    void bothFormsAreRead() {
        assertThat(
                        Acknowledgement.read(
                                bytes(
                                        "{'v':1,'instance':'a','rule':'"
                                                + RULE
                                                + "','applied_at':7}")))
                .contains(new OfRule("a", RULE, 7));
        assertThat(
                        Acknowledgement.read(
                                bytes(
                                        "{'v':1,'instance':'a','heartbeat':6,'applied_at':7,'x':[]}")))
                .contains(new OfTime("a", 6));
    }

    @Test
    void whatIsWrittenIsOfTheDocumentedFormAndReadAgain() throws IOException {
        JsonSchema schema =
                JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                        .getSchema(
                                Files.readString(Path.of("../docs/schemas/applied.schema.json")));
        for (Acknowledgement each :
                List.of(
                        new OfRule("accounts-api:one", RULE, 7),
                        new OfTime("_7e".repeat(255) + ":" + "a".repeat(128), Long.MAX_VALUE))) {
            byte[] written = each.json(Instant.ofEpochMilli(Long.MAX_VALUE));
            assertThat(schema.validate(new String(written, UTF_8), InputFormat.JSON)).isEmpty();
            assertThat(Acknowledgement.read(written)).contains(each);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{'v':1,'instance':'a'",
                "{'v':2,'instance':'a','heartbeat':6,'applied_at':7}",
                "{'v':'1','instance':'a','heartbeat':6,'applied_at':7}",
                "{'v':1,'instance':'<b>','heartbeat':6,'applied_at':7}",
                "{'v':1,'instance':'','heartbeat':6,'applied_at':7}",
                "{'v':1,'heartbeat':6,'applied_at':7}",
                "{'v':1,'instance':'a','heartbeat':-1,'applied_at':7}",
                "{'v':1,'instance':'a','heartbeat':6.5,'applied_at':7}",
                "{'v':1,'instance':'a','heartbeat':99999999999999999999,'applied_at':7}",
                "{'v':1,'instance':'a','applied_at':7}",
                "{'v':1,'instance':'a','rule':'no-uuid','applied_at':7}",
                "{'v':1,'instance':'a','rule':'0b2f6a9e-31f3-4a7d-9c58-0e7a3b1f6c11'}",
                "{'v':1,'instance':'a','heartbeat':6,"
                        + "'rule':'0b2f6a9e-31f3-4a7d-9c58-0e7a3b1f6c11','applied_at':7}"
            })
    void whatIsNotOfTheFormIsNothing(String json) {
        assertThat(Acknowledgement.read(bytes(json))).isEmpty();
    }

    @Test
    void anEmptyRecordAHugeOneAndAHugeNameAreNothing() {
        assertThat(Acknowledgement.read(null)).isEmpty();
        String huge = "{'v':1,'instance':'%s','heartbeat':6,'applied_at':7}";
        assertThat(Acknowledgement.read(bytes(huge.formatted("a".repeat(896))))).isPresent();
        assertThat(Acknowledgement.read(bytes(huge.formatted("a".repeat(897))))).isEmpty();
        assertThat(Acknowledgement.read(bytes(huge.formatted("a") + " ".repeat(2000)))).isEmpty();
    }
}

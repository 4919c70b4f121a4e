package dev.countersign.resourceserver.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.countersign.resourceserver.revocation.Acknowledgement.OfRule;
import dev.countersign.resourceserver.revocation.Acknowledgement.OfTime;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract, section 5: what an instance says is what the published schema describes. */
class AcknowledgementTest {

    private static final String RULE = "0b2f6a9e-31f3-4a7d-9c58-0e7a3b1f6c11";
    private static final InstanceName INSTANCE = new InstanceName("api-7f9c.eu_1:8084");

    @Test
    void aRuleIsAcknowledgedAsTheSchemaSays() {
        String json = text(new OfRule(RULE, 1_795_255_200_123L));

        assertThat(schema().validate(json, InputFormat.JSON)).isEmpty();
        assertThat(json)
                .isEqualTo(
                        """
                        {"v":1,"instance":"api-7f9c.eu_1:8084","rule":"%s","applied_at":1795255200123}"""
                                .formatted(RULE));
    }

    @Test
    void aTimeIsAcknowledgedAsTheSchemaSays() {
        String json =
                text(new OfTime(Instant.ofEpochMilli(1_795_255_200_123L), 1_795_255_200_124L));

        assertThat(schema().validate(json, InputFormat.JSON)).isEmpty();
        assertThat(json)
                .isEqualTo(
                        """
                        {"v":1,"instance":"api-7f9c.eu_1:8084","heartbeat":1795255200123,\
                        "applied_at":1795255200124}""");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "<b>", "a\n", "a/b", "\u00e4"})
    void aNameIsShortAndPlain(String name) {
        assertThatThrownBy(() -> new InstanceName(name))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aHostOfAnyNameGivesAName() {
        assertThat(InstanceName.onHost("x".repeat(300)).value()).hasSize(109);
        assertThat(InstanceName.onHost("b\u00fcro 4").value()).startsWith("b-ro-4-");
        assertThat(InstanceName.random()).isNotEqualTo(InstanceName.random());
    }

    private static String text(Acknowledgement acknowledgement) {
        return new String(acknowledgement.json(INSTANCE), StandardCharsets.UTF_8);
    }

    private static JsonSchema schema() {
        try {
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                    .getSchema(Files.readString(Path.of("../docs/schemas/applied.schema.json")));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}

package dev.countersign.revocation.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.GrantId;
import dev.countersign.protocol.KeyId;
import dev.countersign.protocol.SessionId;
import dev.countersign.protocol.TokenId;
import dev.countersign.protocol.revocation.RevocationRule;
import dev.countersign.revocation.topic.TopicState;
import dev.countersign.store.audit.RecordedEvent;
import dev.countersign.store.change.Change;
import dev.countersign.store.change.RecordedChange;
import dev.countersign.store.revocation.StampedRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract, section 5: what the relay writes is what the published schemas describe. */
class RecordFormatTest {

    private static final ObjectMapper JSON = new ObjectMapper().registerModule(new Jdk8Module());
    private static final Instant BEFORE = Instant.parse("2026-11-21T10:00:00.123456Z");
    private static final Instant UNTIL = Instant.parse("2026-11-21T10:35:00.999999Z");
    private static final UUID ID = UUID.fromString("0b2f6a9e-31f3-4a7d-9c58-0e7a3b1f6c11");
    private static final GrantId GRANT = GrantId.endingAt(BEFORE);

    private static final JsonSchema RULE = schema("revocation-rule");
    private static final JsonSchema HEARTBEAT = schema("heartbeat");
    private static final JsonSchema CHANGE = schema("application-change");
    private static final JsonSchema CHANGE_HEARTBEAT = schema("application-heartbeat");
    private static final JsonSchema AUDIT = schema("audit-event");

    private static final RevocationRule EVERYTHING =
            new RevocationRule(
                    ID,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Set.of(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    true,
                    Optional.empty());

    private static final RevocationRule ALL_FIELDS =
            new RevocationRule(
                    ID,
                    Optional.of(new TokenId("the-token")),
                    Optional.of(GRANT),
                    Optional.of(new SessionId("the-session-of-22-char")),
                    Set.of("b", "a"),
                    Optional.of(new ClientId("desktop-app")),
                    Optional.of("http://localhost:8080/api"),
                    Optional.of(new KeyId("the-key")),
                    false,
                    Optional.empty());

    @Test
    void everyKindOfRuleFitsTheSchema() {
        for (RevocationRule rule :
                Set.of(
                        RevocationRule.onToken(TokenId.random()),
                        RevocationRule.onGrant(GRANT),
                        RevocationRule.onUser(Set.of("alice")),
                        RevocationRule.onApplication(new ClientId("web-app")),
                        EVERYTHING,
                        ALL_FIELDS)) {
            assertThat(RULE.validate(json(rule))).isEmpty();
            assertThat(HEARTBEAT.validate(json(rule))).isNotEmpty();
        }
    }

    @Test
    void aRuleCarriesItsFieldsAndNothingElse() {
        assertThat(json(ALL_FIELDS))
                .isEqualTo(
                        tree(
                                """
                                {"v":1,"id":"0b2f6a9e-31f3-4a7d-9c58-0e7a3b1f6c11","jti":"the-token",
                                 "grant_id":"%s","sid":"the-session-of-22-char","sub":["a","b"],
                                 "client_id":"desktop-app","aud":"http://localhost:8080/api",
                                 "kid":"the-key","before":1795255200123,"until":1795257300999}
                                """
                                        .formatted(GRANT)));
        assertThat(json(EVERYTHING).fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("v", "id", "everything", "before", "until");
    }

    @Test
    void aHeartbeatFitsTheSchemaAndIsCutDownToMilliseconds() {
        JsonNode heartbeat = tree(text(HeartbeatRecord.at(BEFORE, 3)));
        assertThat(HEARTBEAT.validate(heartbeat)).isEmpty();
        assertThat(RULE.validate(heartbeat)).isNotEmpty();
        assertThat(heartbeat)
                .isEqualTo(tree("{\"v\":1,\"heartbeat\":1795255200123,\"partitions\":3}"));
    }

    @Test
    void aChangeSaysWhatChangedAndNothingElse() {
        Message ofApplication = changed(new Change.OfApplication(new ClientId("desktop-app")));
        assertThat(ofApplication.key()).contains("application desktop-app");
        assertThat(fitting(CHANGE, ofApplication))
                .isEqualTo(tree("{\"v\":1,\"application\":\"desktop-app\"}"));

        Message ofApi = changed(new Change.OfApi("http://localhost:8080/api"));
        assertThat(ofApi.key()).contains("api http://localhost:8080/api");
        assertThat(fitting(CHANGE, ofApi))
                .isEqualTo(tree("{\"v\":1,\"api\":\"http://localhost:8080/api\"}"));
    }

    @Test
    void aHeartbeatOfChangesHasAKeyThatNoChangeHasAndNamesTheTopic() {
        Message heartbeat = new ChangeFormat().heartbeat(BEFORE, new TopicState("an-id", 3));
        assertThat(heartbeat.key()).contains("heartbeat");
        JsonNode json = fitting(CHANGE_HEARTBEAT, heartbeat);
        assertThat(json)
                .isEqualTo(
                        tree(
                                """
                                {"v":1,"heartbeat":1795255200123,"partitions":3,"topic":"an-id"}
                                """));
        assertThat(CHANGE.validate(json)).isNotEmpty();
    }

    @Test
    void anActIsKeyedByWhoDidIt() {
        Map<String, Object> detail = new HashMap<>();
        detail.put("before", null);
        RecordedEvent event =
                new RecordedEvent(
                        ID,
                        BEFORE,
                        "alice",
                        "application.created",
                        Optional.of("desktop-app"),
                        detail,
                        Optional.empty());
        assertThat(AuditRecord.message(event).key()).contains("alice");
        assertThat(fitting(AUDIT, AuditRecord.message(event)))
                .isEqualTo(
                        tree(
                                """
                                {"v":1,"id":"0b2f6a9e-31f3-4a7d-9c58-0e7a3b1f6c11",
                                 "at":1795255200123,"actor":"alice","action":"application.created",
                                 "target":"desktop-app","detail":{"before":null}}
                                """));
    }

    private static Message changed(Change change) {
        return new ChangeFormat().of(new RecordedChange(ID, change));
    }

    private static JsonNode fitting(JsonSchema schema, Message message) {
        JsonNode json = tree(text(message.value()));
        assertThat(schema.validate(json)).isEmpty();
        return json;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"v\":1,\"id\":\"x\",\"before\":1,\"until\":2}",
                "{\"v\":2,\"id\":\"x\",\"jti\":\"t\",\"until\":2}",
                "{\"v\":1,\"id\":\"x\",\"sub\":\"alice\",\"until\":2}",
                "{\"v\":1,\"id\":\"x\",\"jti\":\"t\"}"
            })
    void theSchemaRefusesWhatIsNoRule(String json) {
        assertThat(RULE.validate(tree(json))).isNotEmpty();
    }

    private static JsonNode json(RevocationRule rule) {
        return tree(text(RuleRecord.of(new StampedRule(rule, BEFORE, UNTIL))));
    }

    private static String text(Object record) {
        try {
            return JSON.writeValueAsString(record);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static JsonNode tree(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static JsonSchema schema(String name) {
        try {
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                    .getSchema(
                            Files.readString(Path.of("../docs/schemas/" + name + ".schema.json")));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}

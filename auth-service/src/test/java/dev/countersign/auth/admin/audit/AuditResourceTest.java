package dev.countersign.auth.admin.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;

import dev.countersign.auth.admin.fixture.Administration;
import dev.countersign.auth.admin.fixture.Administration.Person;
import dev.countersign.embedded.EmbeddedStackResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(EmbeddedStackResource.class)
class AuditResourceTest {

    @Inject Administration administration;

    private Person auditor;
    private String actor;
    private final List<String> acts = new ArrayList<>();

    /** Two at a time in one instant. */
    @BeforeEach
    void somebodyDidSomething() {
        auditor = administration.auditor();
        actor = "actor-" + UUID.randomUUID();
        for (int i = 0; i < 5; i++) {
            acts.addFirst(act("2026-01-0" + (1 + i / 2) + "T12:00:00Z", i));
        }
    }

    private String act(String at, int number) {
        // among records of one instant the id decides
        UUID id = new UUID(Long.MAX_VALUE - number, UUID.randomUUID().getLeastSignificantBits());
        administration.sql(
                """
                insert into audit_events (id, at, actor, action, target, detail, address)
                values ($1, $2::text::timestamptz, $3, $4, $5, $6::text::jsonb, '203.0.113.5')
                """,
                id,
                at,
                actor,
                number % 2 == 0 ? "thing.made" : "thing.changed",
                number == 0 ? null : "target-" + number,
                "{\"number\":" + number + ",\"before\":{\"enabled\":true}}");
        return id.toString();
    }

    private JsonPath search(Map<String, ?> query) {
        return administration
                .by(auditor, "audit:read")
                .queryParams(query)
                .get("/admin/audit")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private List<Integer> numbers(Map<String, ?> query) {
        return search(query).getList("events.detail.number", Integer.class);
    }

    @Test
    void recordsAreFoundPageByPageTheNewestFirst() {
        Map<String, Object> query = new HashMap<>(Map.of("actor", actor, "limit", 1));
        List<String> found = new ArrayList<>();
        for (int pages = 0; pages < 5; pages++) {
            JsonPath page = search(query);
            found.addAll(page.getList("events.id", String.class));
            query.put("after", String.valueOf(page.getString("next")));
        }

        assertThat(query).containsEntry("after", "null");
        assertThat(found).containsExactlyElementsOf(acts);
    }

    @Test
    void recordsAreFoundByEachFilterAndByAllTogether() {
        assertThat(numbers(Map.of("actor", actor, "action", "thing.made")))
                .containsExactly(4, 2, 0);
        assertThat(numbers(Map.of("actor", actor, "target", "target-3"))).containsExactly(3);
        assertThat(numbers(Map.of("actor", actor, "from", "2026-01-02T12:00:00Z")))
                .containsExactly(4, 3, 2);
        assertThat(numbers(Map.of("actor", actor, "to", "2026-01-02T12:00:00Z")))
                .containsExactly(1, 0);
        assertThat(
                        numbers(
                                Map.of(
                                        "actor", actor,
                                        "action", "thing.changed",
                                        "target", "target-1",
                                        "from", "2026-01-01T13:00:00+01:00",
                                        "to", "2026-01-02T00:00:00Z")))
                .containsExactly(1);
    }

    @Test
    void aRecordSaysWhoDidWhatFromWhere() {
        administration
                .by(auditor)
                .queryParam("actor", actor)
                .queryParam("target", "target-1")
                .get("/admin/audit")
                .then()
                .body("events[0].at", equalTo("2026-01-01T12:00:00.000Z"))
                .body("events[0].actor", equalTo(actor))
                .body("events[0].action", equalTo("thing.changed"))
                .body("events[0].target", equalTo("target-1"))
                .body("events[0].address", equalTo("203.0.113.5"))
                .body("events[0].detail.before.enabled", equalTo(true))
                .body("events[0].id", matchesPattern("[0-9a-f-]{36}"))
                .body("next", nullValue());
        assertThat(administration.audited(auditor))
                .singleElement()
                .satisfies(it -> assertThat(it.getString("action")).isEqualTo("audit.searched"));
    }

    @Test
    void onlyWhoMayReadThemDoesAndAFilterThatIsMisspeltIsRefused() {
        administration.by(auditor, "users:read").get("/admin/audit").then().statusCode(403);
        administration.by(administration.person("{}")).get("/admin/audit").then().statusCode(403);
        administration
                .by(auditor)
                .get("/admin/audit?who=ada&from=yesterday")
                .then()
                .statusCode(400)
                .body("errors.field", equalTo(List.of("(unknown)", "from")));
    }
}

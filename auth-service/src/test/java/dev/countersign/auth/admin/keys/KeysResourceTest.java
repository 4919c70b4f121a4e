package dev.countersign.auth.admin.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.countersign.auth.admin.fixture.Administration;
import dev.countersign.auth.admin.fixture.Administration.Person;
import dev.countersign.embedded.EmbeddedStackResource;
import dev.countersign.jose.KeyRing;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Contract, sections 1 and 4. Access tokens of the tests are RS256: its key is left alone. */
@QuarkusTest
@WithTestResource(EmbeddedStackResource.class)
@SuppressWarnings("NullAway.Init")
class KeysResourceTest {

    private static final String PATH = "/admin/keys";
    private static final String READ = "tokens:read";
    private static final String REVOKE = "tokens:revoke";

    @Inject Administration administration;
    @Inject KeyRing ring;

    private Person admin;

    @BeforeEach
    void keysAreThere() {
        ring.start().await().atMost(Duration.ofSeconds(10));
        admin = administration.administrator();
    }

    private List<Map<String, String>> keys(String alg) {
        return of(administration.by(admin, READ).get(PATH).then().statusCode(200), alg);
    }

    private static List<Map<String, String>> of(ValidatableResponse answer, String alg) {
        return answer.extract().jsonPath().<Map<String, String>>getList("keys").stream()
                .filter(key -> alg.equals(key.get("alg")))
                .toList();
    }

    private static String one(List<Map<String, String>> keys, String state) {
        List<String> found =
                keys.stream()
                        .filter(key -> state.equals(key.get("state")))
                        .map(key -> String.valueOf(key.get("kid")))
                        .toList();
        assertThat(found).as(state).hasSize(1);
        return found.getFirst();
    }

    private ValidatableResponse rotate(String order) {
        return administration
                .by(admin, REVOKE)
                .contentType("application/json")
                .body(order)
                .post(PATH)
                .then();
    }

    @Test
    void aKeyOfEachAlgorithmSigns() {
        for (String alg : List.of("RS256", "PS256", "ES256", "EdDSA")) {
            assertThat(one(keys(alg), "signing")).isNotEmpty();
        }
    }

    @Test
    void nothingIsToldOfAKeyButWhatIsPublic() {
        assertThat(keys("RS256").getFirst().keySet())
                .containsExactlyInAnyOrder(
                        "kid",
                        "alg",
                        "state",
                        "created_at",
                        "signs_from",
                        "signs_until",
                        "published_until");
    }

    @Test
    void aPlannedRotationPublishesNowSignsAfterItsNoticeAndIsGivenTwiceLikeOnce() {
        String signing = one(keys("PS256"), "signing");
        String order = "{\"alg\": \"PS256\", \"signs_in\": \"PT1H\"}";

        List<Map<String, String>> after = of(rotate(order).statusCode(200), "PS256");

        String next = one(after, "next");
        assertThat(one(after, "signing")).isEqualTo(signing);
        Map<String, String> begins = key(after, next);
        assertThat(instant(begins))
                .isBetween(
                        Instant.now().plus(Duration.ofMinutes(59)),
                        Instant.now().plus(Duration.ofMinutes(61)));
        assertThat(key(after, signing))
                .containsEntry("signs_until", String.valueOf(begins.get("signs_from")));
        assertThat(of(rotate(order).statusCode(200), "PS256")).isEqualTo(after);
        assertThat(audited()).containsOnly("keys.rotated");

        // brought forward, never replaced: it is published
        List<Map<String, String>> sooner =
                of(rotate("{\"alg\": \"PS256\", \"signs_in\": \"PT1M\"}"), "PS256");
        assertThat(one(sooner, "next")).isEqualTo(next);
        assertThat(instant(key(sooner, next))).isBefore(Instant.now().plus(Duration.ofMinutes(2)));
    }

    private static Instant instant(Map<String, String> key) {
        return Instant.parse(String.valueOf(key.get("signs_from")));
    }

    private List<String> audited() {
        return administration.audited(admin).stream().map(it -> it.getString("action")).toList();
    }

    private static Map<String, String> key(List<Map<String, String>> keys, String kid) {
        return keys.stream().filter(key -> kid.equals(key.get("kid"))).findFirst().orElseThrow();
    }

    /** Zero validation failures: no planned key signs before each cache can know it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"signs_in\": \"PT14S\"}                     | signs_in",
                "{\"signs_in\": \"-PT1H\"}                     | signs_in",
                "{\"signs_in\": \"P91D\"}                      | signs_in",
                "{\"signs_in\": \"soon\"}                      | signs_in",
                "{\"alg\": \"none\"}                           | alg",
                "{\"alg\": \"HS256\", \"signs_in\": \"PT1H\"}  | alg"
            })
    void anOrderThatCachesCannotFollowOrOfAnotherAlgorithmIsRefused(String order, String field) {
        rotate(order).statusCode(400).body("errors[0].field", equalTo(field));
    }

    /** Design, Keys: the fact, the rule and the key that signs from now on are one transaction. */
    @Test
    void aCompromisedKeyIsReplacedAtOnceAndNotByTheOneThatWaits() {
        String lost = one(keys("ES256"), "signing");
        String waiting = one(of(rotate("{\"alg\": \"ES256\"}").statusCode(200), "ES256"), "next");

        List<Map<String, String>> after = of(compromised(lost).statusCode(200), "ES256");

        assertThat(key(after, lost))
                .containsEntry("state", "compromised")
                .containsKey("compromised_at")
                .doesNotContainKey("published_until");
        assertThat(one(after, "signing")).isNotIn(lost, waiting);
        assertThat(one(after, "next")).isEqualTo(waiting);
        assertThat(administration.rules(admin))
                .singleElement()
                .extracting(rule -> rule.getString("kid"))
                .isEqualTo(lost);
        assertThat(audited()).contains("key.compromised");
        // once more is no harm: it stays so, and the new one signs on
        assertThat(one(of(compromised(lost).statusCode(200), "ES256"), "signing"))
                .isEqualTo(one(after, "signing"));
    }

    private ValidatableResponse compromised(String kid) {
        return administration
                .by(admin, REVOKE)
                .contentType("application/json")
                .body("{}")
                .post(PATH + "/" + kid + "/compromised")
                .then();
    }

    @Test
    void aKeyThatIsNotThereIsNotFound() {
        compromised("never-there").statusCode(404);
    }

    @Test
    void auditorsSeeTheKeysAndChangeNone() {
        Person auditor = administration.auditor();

        administration.by(auditor, READ).get(PATH).then().statusCode(200);
        administration
                .by(auditor, REVOKE)
                .contentType("application/json")
                .body("{}")
                .post(PATH)
                .then()
                .statusCode(403);
        administration.by(admin, REVOKE).get(PATH).then().statusCode(403);
    }
}

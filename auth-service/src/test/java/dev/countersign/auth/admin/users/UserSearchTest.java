package dev.countersign.auth.admin.users;

import static dev.countersign.auth.admin.fixture.Administration.email;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

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
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(EmbeddedStackResource.class)
class UserSearchTest {

    @Inject Administration administration;

    private Person ada;

    @BeforeEach
    void somebodyAdministers() {
        ada = administration.administrator();
    }

    /** All pages of a search, one person each. */
    private List<String> all(String filter, String value) {
        List<String> found = new ArrayList<>();
        Map<String, String> parameters = new HashMap<>(Map.of(filter, value, "limit", "1"));
        for (int pages = 0; pages < 10; pages++) {
            JsonPath page =
                    administration
                            .by(ada)
                            .queryParams(parameters)
                            .get("/admin/users")
                            .then()
                            .statusCode(200)
                            .extract()
                            .jsonPath();
            found.addAll(page.getList("users.id", String.class));
            if (page.getString("next") == null) {
                return found;
            }
            parameters.put("after", page.getString("next"));
        }
        throw new AssertionError("the pages do not end");
    }

    @Test
    void peopleAreFoundByTheBeginningOfAnAddress() {
        UUID uma = administration.user("Uma", "Upton", "{}");
        administration.user("Una", "Upton", "{}");

        assertThat(all("email", email(uma))).containsExactly(uma + "");
        assertThat(all("email", email(uma).toUpperCase(Locale.ROOT).substring(0, 20)))
                .containsExactly(uma + "");
        assertThat(all("email", "nobody-" + UUID.randomUUID())).isEmpty();
    }

    /** Page by page nobody is left out, and nobody comes twice. */
    @Test
    void peopleAreFoundByTheBeginningOfAnyName() {
        String word = "N" + UUID.randomUUID();
        UUID given = administration.user(word + " Mae", "Zed", "{}");
        UUID same = administration.user(word + " Mae", "Zed", "{}");
        UUID both = administration.user(word, word + " Older", "{}");
        UUID family = administration.user("Abe", word, "{}");
        UUID none = administration.user("Abe", "x" + word, "{}");

        assertThat(all("name", word.toLowerCase(Locale.ROOT)))
                .containsExactlyInAnyOrder(given + "", same + "", both + "", family + "")
                .doesNotContain(none + "");
        assertThat(all("name", word + " Mae Z")).containsExactlyInAnyOrder(given + "", same + "");
        assertThat(all("name", "abe " + word)).containsExactly(family + "");
    }

    @Test
    void aSearchThatWouldFindMoreThanWasMeantIsRefused() {
        for (String query :
                List.of(
                        "mail=a",
                        "limit=0",
                        "limit=201",
                        "email=a&name=b",
                        "name=%20",
                        "after=AAAA",
                        "after=%25")) {
            administration
                    .by(ada)
                    .urlEncodingEnabled(false)
                    .get("/admin/users?" + query)
                    .then()
                    .statusCode(400)
                    .contentType("application/problem+json");
        }
        administration.user("Uma", "Upton", "{}");
        String next =
                administration.by(ada).get("/admin/users?limit=1").then().extract().path("next");
        administration
                .by(ada)
                .queryParam("email", "a")
                .queryParam("after", next)
                .get("/admin/users")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("after"));
    }

    @Test
    void whoLookedForSomebodyIsRecordedWithoutTheirName() {
        all("name", "Somebody");

        assertThat(administration.audited(ada))
                .singleElement()
                .satisfies(
                        it -> {
                            assertThat(it.getString("action")).isEqualTo("users.searched");
                            assertThat(it.getJsonObject("detail").getJsonArray("filters"))
                                    .containsExactly("name");
                            assertThat(it.encode()).doesNotContain("Somebody");
                        });
    }
}

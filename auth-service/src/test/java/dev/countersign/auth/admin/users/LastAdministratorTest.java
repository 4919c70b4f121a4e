package dev.countersign.auth.admin.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.countersign.auth.admin.fixture.Administration;
import dev.countersign.auth.admin.fixture.Administration.Person;
import dev.countersign.embedded.EmbeddedStackResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nobody changes their own roles, and somebody always administers. */
@QuarkusTest
@WithTestResource(EmbeddedStackResource.class)
class LastAdministratorTest {

    @Inject Administration administration;

    private Person ada;
    private Person ben;

    @BeforeEach
    void twoAdminister() {
        administration.nobodyAdministers();
        ada = administration.administrator();
        ben = administration.administrator();
    }

    private Response change(Person by, UUID user, String json) {
        return administration
                .by(by)
                .header("If-Match", "*")
                .contentType("application/merge-patch+json")
                .body(json)
                .patch("/admin/users/" + user);
    }

    private Response erase(Person by, UUID user) {
        return administration.by(by).header("If-Match", "*").delete("/admin/users/" + user);
    }

    private long administrators() {
        return administration
                .rows("select from users where enabled and 'administrator' = any(roles)")
                .size();
    }

    @Test
    void nobodyChangesTheirOwnRoles() {
        change(ada, ada.user(), "{\"roles\":[\"administrator\",\"auditor\"]}")
                .then()
                .statusCode(409);
        change(ada, ada.user(), "{\"roles\":[]}").then().statusCode(409);
        change(ada, ada.user(), "{\"roles\":[\"administrator\"],\"first_name\":\"Ida\"}")
                .then()
                .statusCode(200);
        change(ada, ben.user(), "{\"roles\":[\"auditor\"]}")
                .then()
                .statusCode(200)
                .body("roles", equalTo(List.of("auditor")));
    }

    /** The one who is left is the caller: nobody else could be the last one. */
    @Test
    void theLastAdministratorIsNeitherDisabledNorErased() {
        change(ada, ben.user(), "{\"enabled\":false}").then().statusCode(200);

        change(ada, ada.user(), "{\"enabled\":false}").then().statusCode(409);
        erase(ada, ada.user()).then().statusCode(409);

        assertThat(administrators()).isOne();
        assertThat(administration.rules(ada)).hasSize(1);
        erase(ada, ben.user()).then().statusCode(204);
    }

    /** Each of them was admitted while the other one administered. */
    @Test
    void twoWhoRemoveEachOtherAtOnceLeaveOne() {
        for (String act : List.of("{\"roles\":[]}", "{\"enabled\":false}")) {
            twoAdminister();
            overtaken(() -> change(ada, ben.user(), act)).then().statusCode(409);
            assertThat(administrators()).isOne();
        }
        twoAdminister();
        overtaken(() -> erase(ada, ben.user())).then().statusCode(409);
        assertThat(administrators()).isOne();
    }

    /** By Ben, who disables the caller. */
    private Response overtaken(Supplier<Response> call) {
        return administration.overtaken(
                call, "update users set enabled = false where id = $1", ada.user());
    }
}

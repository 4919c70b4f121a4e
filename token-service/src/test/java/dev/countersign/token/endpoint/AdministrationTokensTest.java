package dev.countersign.token.endpoint;

import static dev.countersign.token.fixture.TokenClient.exchange;
import static dev.countersign.token.fixture.TokenClient.part;
import static dev.countersign.token.fixture.TokenClient.refresh;
import static dev.countersign.token.fixture.TokenClient.refreshRequest;
import static dev.countersign.token.fixture.TokenClient.refused;
import static dev.countersign.token.fixture.TokenClient.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.store.code.Authorization;
import dev.countersign.token.fixture.Demo;
import dev.countersign.token.fixture.ProxiedStack;
import dev.countersign.token.fixture.Registered;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Contract section 3: a token for administration holds no other audience. */
@QuarkusTest
@QuarkusTestResource(ProxiedStack.class)
class AdministrationTokensTest {

    private static final String ADMIN = Registered.ISSUER.at("/admin");

    @Inject Demo demo;

    @BeforeEach
    void seed() {
        demo.seed();
    }

    private static List<String> audiences(JsonPath answer) {
        return part(answer.getString("access_token"), 1).getList("aud");
    }

    private JsonPath granted(String scopes) {
        Authorization authorization = demo.authorization("desktop-app", scopes);
        JsonPath answer = exchange(demo.code(authorization)).jsonPath();
        assertThat(answer.getString("scope")).isEqualTo(scopes);
        assertThat(
                        demo.sql(
                                        "select audiences from grants where id = $1",
                                        authorization.grant().value())
                                .iterator()
                                .next()
                                .getArrayOfStrings(0))
                .as("what rules on an audience are compared with")
                .containsExactlyElementsOf(audiences(answer));
        return answer;
    }

    @Test
    void itIsForAdministrationAloneThoughThePersonIsNamedToo() {
        JsonPath answer = granted("openid profile offline_access tokens:read");

        assertThat(audiences(answer)).isEqualTo(List.of(ADMIN));
        JsonPath idToken = part(answer.getString("id_token"), 1);
        assertThat(idToken.getString("aud")).contains("desktop-app").doesNotContain("/admin");
    }

    /** RFC 6749 §6: and so it is for nobody else, however narrow it is asked to be. */
    @Test
    void aNarrowedOneIsForNobodyElseEither() {
        String token = granted("openid offline_access tokens:read").getString("refresh_token");

        for (String scope : new String[] {"tokens:read", "openid", "openid tokens:read"}) {
            JsonPath narrow =
                    refreshRequest(token)
                            .formParam("scope", scope)
                            .post("/oauth2/token")
                            .jsonPath();
            assertThat(narrow.getString("scope")).isEqualTo(scope);
            assertThat(audiences(narrow)).as(scope).isEqualTo(List.of(ADMIN));
            token = narrow.getString("refresh_token");
        }
        assertThat(audiences(refresh(token).jsonPath())).isEqualTo(List.of(ADMIN));
    }

    /** Were such a grant ever made, by a scope that moved to another API: the rule holds. */
    @Test
    void evenAGrantOfBothYieldsATokenForOne() {
        assertThat(audiences(granted("openid accounts:read tokens:read")))
                .isEqualTo(List.of(ADMIN));
    }

    /** RFC 6749 §4.4: one that an administrator registered for it, and only if it asks. */
    @Test
    void anApplicationItselfGetsWhatItIsRegisteredForAndNothingBesides() {
        JsonPath asked = inItsOwnName("tokens:read").jsonPath();
        assertThat(asked.getString("scope")).isEqualTo("tokens:read");
        assertThat(audiences(asked)).isEqualTo(List.of(ADMIN));

        refused(inItsOwnName("accounts:read tokens:read"), 400, "invalid_scope");
        refused(inItsOwnName("tokens:revoke"), 400, "invalid_scope");

        JsonPath byDefault = inItsOwnName(null).jsonPath();
        assertThat(byDefault.getString("scope")).isEqualTo("accounts:read");
        assertThat(audiences(byDefault)).isEqualTo(List.of(Registered.API));
    }

    private static Response inItsOwnName(@Nullable String scope) {
        RequestSpecification call =
                request()
                        .auth()
                        .preemptive()
                        .basic("service-app", "service-app-secret")
                        .formParam("grant_type", "client_credentials");
        return (scope == null ? call : call.formParam("scope", scope)).post("/oauth2/token");
    }
}

package dev.countersign.revocation.revoke;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.countersign.embedded.EmbeddedStackResource;
import dev.countersign.protocol.TokenId;
import dev.countersign.protocol.token.RefreshToken;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A secret was replaced, and this replica still remembers the former one. */
@QuarkusTest
@QuarkusTestResource(EmbeddedStackResource.class)
class ReplacedSecretTest {

    private static final String NEW = "replaced";

    @Inject IssuedTokens issued;

    private final String app = "leaky-app-" + TokenId.random();
    private final String former = "former";

    @BeforeEach
    void theReplicaRemembersTheApplication() {
        issued.register();
        issued.secret(app, former);
        revoke(former, "no token of ours").statusCode(200);
    }

    private ValidatableResponse revoke(String secret, String token) {
        return given().auth()
                .preemptive()
                .basic(app, secret)
                .formParam("token", token)
                .post("/oauth2/revoke")
                .then();
    }

    private static void refused(ValidatableResponse answer) {
        answer.statusCode(401).body("error", equalTo("invalid_client"));
    }

    @Test
    void theFormerOneEndsNoGrantAndTheNewOneDoesAtOnce() {
        RefreshToken token = issued.refreshToken(app);
        issued.secret(app, NEW);

        refused(revoke(former, token.text()));
        assertThat(issued.isEnded(token.grant())).isFalse();
        revoke(NEW, token.text()).statusCode(200);
        assertThat(issued.isEnded(token.grant())).isTrue();
    }

    @Test
    void theFormerOneRevokesNoAccessTokenAndTheNewOneDoesAtOnce() {
        TokenId id = TokenId.random();
        String token =
                issued.accessToken(
                        app, id, issued.refreshToken(app).grant(), Instant.now().plusSeconds(600));
        issued.secret(app, NEW);

        refused(revoke(former, token));
        assertThat(issued.stamps("jti:" + id)).isEmpty();
        revoke(NEW, token).statusCode(200);
        assertThat(issued.stamps("jti:" + id)).hasSize(1);
    }
}

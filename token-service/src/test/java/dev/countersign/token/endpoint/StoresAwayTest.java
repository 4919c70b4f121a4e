package dev.countersign.token.endpoint;

import static dev.countersign.token.fixture.TokenClient.exchange;
import static dev.countersign.token.fixture.TokenClient.refresh;
import static dev.countersign.token.fixture.TokenClient.refused;
import static dev.countersign.token.fixture.TokenClient.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.embedded.Component;
import dev.countersign.embedded.SharedStack;
import dev.countersign.token.fixture.Demo;
import dev.countersign.token.fixture.ProxiedStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A store that is away is a 503 that says when to come back: never a hang, never a lost code. */
@QuarkusTest
@QuarkusTestResource(ProxiedStack.class)
class StoresAwayTest {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @Inject Demo demo;

    private boolean postgresAway;
    private boolean redisAway;

    @BeforeEach
    void seed() {
        demo.seed();
        // so that no cache hides behind the outage
        exchange(demo.code());
    }

    @AfterEach
    void giveBack() {
        if (postgresAway) {
            SharedStack.start(Component.POSTGRES);
        }
        if (redisAway) {
            SharedStack.start(Component.REDIS);
        }
    }

    @Test
    void whilePostgresIsAwayACodeIsNotLost() {
        String code = demo.code();
        SharedStack.stop(Component.POSTGRES);
        postgresAway = true;
        unavailable(() -> exchange(code));

        SharedStack.start(Component.POSTGRES);
        postgresAway = false;

        assertThat(comesBack(() -> exchange(code)).statusCode()).isEqualTo(200);
    }

    @Test
    void whilePostgresIsAwayNothingIsRefreshedOrIntrospectedAndNothingIsLost() {
        String token = exchange(demo.code()).jsonPath().getString("refresh_token");
        SharedStack.stop(Component.POSTGRES);
        postgresAway = true;
        unavailable(() -> refresh(token));
        unavailable(
                () ->
                        request()
                                .auth()
                                .preemptive()
                                .basic("accounts-api", "accounts-api-secret")
                                .formParam("token", token)
                                .post("/oauth2/introspect"));

        SharedStack.start(Component.POSTGRES);
        postgresAway = false;

        assertThat(comesBack(() -> refresh(token)).statusCode()).isEqualTo(200);
    }

    @Test
    void whileRedisIsAwayNoCodeIsRedeemedButTokensAreRefreshed() {
        String token = exchange(demo.code()).jsonPath().getString("refresh_token");
        String code = demo.code();
        SharedStack.stop(Component.REDIS);
        redisAway = true;

        unavailable(() -> exchange(code));
        assertThat(refresh(token).statusCode()).isEqualTo(200);

        SharedStack.start(Component.REDIS);
        redisAway = false;
        assertThat(comesBack(() -> exchange(demo.code())).statusCode()).isEqualTo(200);
    }

    private static void unavailable(Supplier<Response> call) {
        Instant began = Instant.now();
        Response response = call.get();

        refused(response, 503, "temporarily_unavailable");
        assertThat(response.header("Retry-After")).isEqualTo("1");
        assertThat(Duration.between(began, Instant.now())).isLessThan(PATIENCE);
    }

    /** As a client does that is told to come back. */
    private static Response comesBack(Supplier<Response> call) {
        Response response = call.get();
        for (int i = 0; i < 20 && response.statusCode() == 503; i++) {
            try {
                Thread.sleep(250);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            response = call.get();
        }
        return response;
    }
}

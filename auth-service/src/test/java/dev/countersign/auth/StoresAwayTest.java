package dev.countersign.auth;

import static dev.countersign.auth.Visitor.answer;
import static dev.countersign.auth.Visitor.webRequest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.countersign.embedded.Component;
import dev.countersign.embedded.EmbeddedStackResource;
import dev.countersign.embedded.SharedStack;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(EmbeddedStackResource.class)
class StoresAwayTest {

    @Inject Declared declared;

    @BeforeEach
    void everythingDeclaredIsThere() {
        declared.await();
    }

    @Test
    void whileRedisIsAwayThePersonIsAskedToComeBack() throws InterruptedException {
        Visitor alice = new Visitor();
        Response page = alice.signInPage(webRequest());
        SharedStack.kill(Component.REDIS);
        try {
            isRetryLater(new Visitor().authorize(webRequest()));
            isRetryLater(alice.signIn(page, "alice@example.com", Visitor.PASSWORD));
        } finally {
            SharedStack.start(Component.REDIS);
        }
        assertThat(eventually(() -> new Visitor().signIn(webRequest(), "alice@example.com")))
                .isTrue();
    }

    @Test
    void whilePostgresIsAwayThePersonIsAskedToComeBack() throws InterruptedException {
        Visitor alice = new Visitor();
        Response page = alice.signInPage(webRequest());
        SharedStack.kill(Component.POSTGRES);
        try {
            isRetryLater(alice.signIn(page, "alice@example.com", Visitor.PASSWORD));
        } finally {
            SharedStack.start(Component.POSTGRES);
        }
        assertThat(eventually(() -> new Visitor().signIn(webRequest(), "alice@example.com")))
                .isTrue();
    }

    private static void isRetryLater(Response response) {
        response.then()
                .statusCode(503)
                .contentType(containsString("text/html"))
                .header("Retry-After", equalTo("1"))
                .body(containsString("We will be right back"));
    }

    private interface Attempt {
        Response make();
    }

    private static boolean eventually(Attempt attempt) throws InterruptedException {
        for (int tries = 0; tries < 50; tries++) {
            try {
                if (answer(attempt.make()).containsKey("code")) {
                    return true;
                }
            } catch (AssertionError | RuntimeException notYet) {
                Thread.sleep(200);
            }
        }
        return false;
    }
}

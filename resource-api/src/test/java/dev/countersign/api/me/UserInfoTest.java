package dev.countersign.api.me;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.countersign.api.TestIssuer;
import dev.countersign.resourceserver.Accepted;
import dev.countersign.resourceserver.ResourceServer;
import dev.countersign.resourceserver.refusal.AccessRefusal;
import dev.countersign.resourceserver.refusal.Refused;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where no rule is heard of: introspection says that a token does not count any more. */
class UserInfoTest {

    private final TestIssuer issuer = new TestIssuer();
    private ResourceServer api;
    private UserInfoEndpoint endpoint;
    private UserInfo userInfo;
    private String token;

    @BeforeEach
    void start() {
        issuer.start();
        api =
                ResourceServer.builder()
                        .issuer(issuer.issuer())
                        .audience(TestIssuer.AUDIENCE)
                        .introspection()
                        .introspectionKeep(Duration.ZERO)
                        .credentials("accounts-api", "secret")
                        .build();
        api.start();
        endpoint = new UserInfoEndpoint(api, new ObjectMapper());
        userInfo = new UserInfo(endpoint, api);
        token = issuer.token("alice", "openid profile");
    }

    @AfterEach
    void stop() {
        userInfo.close();
        endpoint.close();
        api.close();
        issuer.stop();
    }

    @Test
    void whatIsKeptGoesWithATokenThatIsInactive() {
        assertThat(ask(accepted()).join().path("name").asText()).isEqualTo("Name of alice");
        assertThat(userInfo.size()).isEqualTo(1);

        issuer.tokensAreInactive();

        assertThat(refused().refusal()).isEqualTo(AccessRefusal.INACTIVE);
        assertThat(userInfo.size()).isZero();
    }

    @Test
    void anAnswerToATokenThatIsInactiveByThenIsNotKept() {
        Accepted accepted = accepted();
        int asked = issuer.requests();
        issuer.userinfoAnswers("held");
        CompletableFuture<JsonNode> late = ask(accepted);
        while (issuer.requests() == asked) {
            Thread.onSpinWait();
        }
        issuer.tokensAreInactive();
        assertThat(refused().refusal()).isEqualTo(AccessRefusal.INACTIVE);

        issuer.userinfoAnswers("200");

        assertThat(late.join()).isNotNull();
        assertThat(userInfo.size()).isZero();
    }

    private Accepted accepted() {
        return api.require(List.of("Bearer " + token), null, Set.of("profile"));
    }

    private Refused refused() {
        return catchThrowableOfType(Refused.class, this::accepted);
    }

    private CompletableFuture<JsonNode> ask(Accepted accepted) {
        return userInfo.of(accepted.bearer(), accepted.token())
                .subscribeAsCompletionStage()
                .toCompletableFuture();
    }
}

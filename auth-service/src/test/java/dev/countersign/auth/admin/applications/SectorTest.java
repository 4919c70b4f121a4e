package dev.countersign.auth.admin.applications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;

import com.sun.net.httpserver.HttpServer;
import dev.countersign.auth.admin.fixture.Administration.Person;
import dev.countersign.embedded.EmbeddedStackResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who may enter a sector: OpenID Connect Dynamic Client Registration 1.0 §5. */
@QuarkusTest
@TestProfile(SectorTest.OpenLoopback.class)
@WithTestResource(EmbeddedStackResource.class)
class SectorTest extends ApplicationsRoom {

    private static final String OURS = "https://ours.example/cb";
    private static final String THEIRS = "https://theirs.example/cb";

    private final AtomicInteger fetches = new AtomicInteger();
    private volatile String published = "[\"" + OURS + "\", \"" + THEIRS + "\"]";
    private HttpServer publisher;

    /** What publishes here is on this machine. */
    public static final class OpenLoopback implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("countersign.outgoing.allow-loopback", "true");
        }
    }

    @BeforeEach
    void publish() throws IOException {
        publisher =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        publisher.createContext(
                "/uris.json",
                exchange -> {
                    fetches.incrementAndGet();
                    byte[] body = published.getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(200, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        publisher.start();
    }

    @AfterEach
    void stop() {
        publisher.stop(0);
    }

    private String uri() {
        return "http://127.0.0.1:" + publisher.getAddress().getPort() + "/uris.json";
    }

    private ValidatableResponse register(String redirectUri) {
        return create(
                with(
                        CONFIDENTIAL,
                        """
                        {"subject_type": "pairwise", "sector_identifier_uri": "%s",
                         "redirect_uris": ["%s"]}
                        """
                                .formatted(uri(), redirectUri)));
    }

    private String registered() {
        return register(OURS).statusCode(201).extract().path("client_id");
    }

    private static void assertNotVouchedFor(ValidatableResponse answer) {
        answer.statusCode(400)
                .body("errors", hasSize(1))
                .body("errors[0].field", equalTo("sector_identifier_uri"));
    }

    @Test
    void whomThePublisherListsIsOfTheSector() {
        register(OURS)
                .statusCode(201)
                .body("subject_type", equalTo("pairwise"))
                .body("sector_identifier_uri", equalTo(uri()));
    }

    @Test
    void whomThePublisherDoesNotListIsNot() {
        assertNotVouchedFor(register("https://evil.example/cb"));
    }

    @Test
    void whereNobodyPublishesThereIsNoSector() {
        publisher.stop(0);

        assertNotVouchedFor(register(OURS));
    }

    @Test
    void aRedirectUriThatIsAddedMustBeListedToo() {
        String client = registered();
        String evil = "{\"redirect_uris\": [\"https://evil.example/cb\"]}";

        assertNotVouchedFor(patch(client, evil));
        assertThat(row(client).getArrayOfStrings("redirect_uris")).containsExactly(OURS);
        patch(client, "{\"redirect_uris\": [\"" + THEIRS + "\"]}").statusCode(200);
    }

    /** The publisher is asked about what it vouches for, and not whenever a name changes. */
    @Test
    void whatHasNothingToDoWithTheSectorIsChangedWithoutAskingAnybody() {
        String client = registered();
        publisher.stop(0);

        patch(client, "{\"name\": \"Another\"}").statusCode(200);
        patch(client, "{\"enabled\": false}").statusCode(200);

        assertThat(fetches).hasValue(1);
    }

    @Test
    void withoutASectorOfItsOwnItIsThatOfItsHost() {
        String client = registered();

        patch(client, "{\"sector_identifier_uri\": null}")
                .statusCode(200)
                .body("subject_type", equalTo("pairwise"))
                .body("sector_identifier_uri", nullValue());
        patch(client, "{\"redirect_uris\": [\"" + OURS + "\", \"" + THEIRS + "\"]}")
                .statusCode(400)
                .body("errors[0].field", equalTo("subject_type"));
    }

    /** Or whoever manages two could make them know people by the same subjects. */
    @Test
    void noManagerTakesAnApplicationToAnotherSector() {
        String client = created(with(CONFIDENTIAL, "{\"subject_type\": \"pairwise\"}"));
        Person manager = administration.manager(client);

        patch(
                        manager,
                        client,
                        0,
                        """
                        {"sector_identifier_uri": "%s", "redirect_uris": ["%s"]}
                        """
                                .formatted(uri(), OURS))
                .statusCode(403)
                .body("detail", matchesPattern(".*: sector_identifier_uri"));
        patch(manager, client, 0, "{\"redirect_uris\": [\"" + OURS + "\"]}")
                .statusCode(403)
                .body("detail", matchesPattern(".*: redirect_uris"));
        patch(manager, client, 0, "{\"redirect_uris\": [\"https://shop.example/other\"]}")
                .statusCode(200);
        assertThat(fetches).hasValue(0);
    }

    /** Its people are not to be known by what they are known elsewhere. */
    @Test
    void noManagerMakesSubjectsPublic() {
        String client = registered();
        Person manager = administration.manager(client);
        String open = "{\"subject_type\": \"public\"}";

        patch(manager, client, 0, open)
                .statusCode(403)
                .body("detail", matchesPattern(".*: subject_type"));
        patch(client, open).statusCode(200).body("subject_type", equalTo("public"));
        patch(manager, client, version(client), "{\"subject_type\": \"pairwise\"}").statusCode(200);
    }
}

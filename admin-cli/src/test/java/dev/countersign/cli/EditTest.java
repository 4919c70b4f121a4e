package dev.countersign.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.countersign.cli.fixture.CannedServer;
import dev.countersign.cli.fixture.Cli;
import dev.countersign.cli.fixture.Noted;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A change says what it changes and of which version; what somebody else changed stays. */
class EditTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String APPLICATION = "/admin/applications/app-1";
    private static final String BEFORE =
            """
            {"client_id": "app-1", "name": "Before", "consent": true, "scopes": ["openid"],
             "lifetimes": {"code": "PT1M", "access_token": "PT30M"}}""";
    private static final String CHANGED = "{\"error\": \"precondition_failed\"}";

    private CannedServer server;
    private Cli cli;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        server = CannedServer.start();
        cli = Cli.of(server, folder).ofAnApplication();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void has(String version, String document) {
        server.put("GET " + APPLICATION, 200, Map.of("ETag", "\"" + version + "\""), document);
    }

    private List<Noted> patches() {
        return server.noted("PATCH " + APPLICATION);
    }

    private static JsonNode json(String text) throws Exception {
        return JSON.readTree(text);
    }

    private String patchOf(String... settings) {
        has("7", BEFORE);
        server.put("PATCH " + APPLICATION, 200, "{\"name\": \"After\"}");
        String[] line = new String[3 + 2 * settings.length];
        line[0] = "application";
        line[1] = "edit";
        line[2] = "app-1";
        for (int i = 0; i < settings.length; i++) {
            line[3 + 2 * i] = "--set";
            line[4 + 2 * i] = settings[i];
        }
        Cli.Run run = cli.run(line);
        assertThat(run.status()).as(run.err()).isZero();
        return patches().getLast().body();
    }

    /** RFC 7396 §3. */
    @Test
    void itSendsWhatIsSetAndTheVersionThatWasSeen() throws Exception {
        String patch = patchOf("name=After", "consent=false", "lifetimes.access_token=PT10M");

        Noted request = patches().getFirst();
        assertThat(request.header("If-Match")).isEqualTo("\"7\"");
        assertThat(request.header("Content-Type")).isEqualTo("application/merge-patch+json");
        assertThat(json(patch))
                .isEqualTo(
                        json(
                                """
                                {"name": "After", "consent": false,
                                 "lifetimes": {"access_token": "PT10M"}}"""));
    }

    @Test
    void aValueIsReadAsWhatStandsThere() throws Exception {
        assertThat(json(patchOf("name=true", "scopes=openid, email", "default_api=42")))
                .isEqualTo(
                        json(
                                """
                                {"name": "true", "scopes": ["openid", "email"],
                                 "default_api": "42"}"""));
        assertThat(json(patchOf("name=\"quoted\"", "scopes=[]", "lifetimes.grant_idle=null")))
                .isEqualTo(
                        json(
                                """
                                {"name": "quoted", "scopes": [],
                                 "lifetimes": {"grant_idle": null}}"""));
    }

    /** RFC 9110 §13.1.1. */
    @Test
    void whatSomebodyElseChangedMeanwhileIsKeptWhereItIsSomethingElse() {
        has("7", BEFORE);
        has("8", BEFORE.replace("true", "false"));
        server.put("PATCH " + APPLICATION, 412, CHANGED);
        server.put("PATCH " + APPLICATION, 200, "{\"name\": \"After\"}");

        Cli.Run run = cli.run("application", "edit", "app-1", "--set", "name=After");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(patches())
                .extracting(it -> it.header("If-Match"))
                .containsExactly("\"7\"", "\"8\"");
        assertThat(patches().getLast().body()).isEqualTo("{\"name\":\"After\"}");
    }

    @Test
    void theSameThingChangedTwiceIsForAPersonToDecide() {
        has("7", BEFORE);
        has("8", BEFORE.replace("Before", "Theirs"));
        server.put("PATCH " + APPLICATION, 412, CHANGED);

        Cli.Run run = cli.run("application", "edit", "app-1", "--set", "name=Mine");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("name", "Theirs");
        assertThat(patches()).hasSize(1);
    }

    @Test
    void itTriesNoThirdTime() {
        has("7", BEFORE);
        server.put("PATCH " + APPLICATION, 412, CHANGED);

        Cli.Run run = cli.run("application", "edit", "app-1", "--set", "name=After");

        assertThat(run.status()).isEqualTo(1);
        assertThat(patches()).hasSize(2);
    }

    @Test
    void aVersionThatIsGivenIsTheOnlyOneThatIsChanged() {
        has("8", BEFORE);
        server.put("PATCH " + APPLICATION, 412, CHANGED);

        Cli.Run run =
                cli.run("application", "edit", "app-1", "--set", "name=After", "--etag", "\"7\"");

        assertThat(run.status()).isEqualTo(1);
        assertThat(patches()).extracting(it -> it.header("If-Match")).containsExactly("\"7\"");
    }

    @Test
    void aDeletionIsOfTheVersionThatWasSeenAndConfirmed() {
        has("7", BEFORE);
        server.put("DELETE " + APPLICATION, 204, "");

        assertThat(cli.run("application", "delete", "app-1").status()).isEqualTo(2);
        assertThat(server.administration()).isEmpty();
        assertThat(cli.run("application", "delete", "app-1", "--yes").status()).isZero();
        assertThat(server.last().line()).isEqualTo("DELETE " + APPLICATION);
        assertThat(server.last().header("If-Match")).isEqualTo("\"7\"");
    }

    @Test
    void whatSetsNothingIsNotSent() {
        for (String setting :
                List.of("name", "=x", "Name=x", "a..b=x", "scopes=[", "client_secret=x")) {
            has("7", BEFORE);
            assertThat(cli.run("application", "edit", "app-1", "--set", setting).status())
                    .as(setting)
                    .isEqualTo(2);
        }
        assertThat(cli.run("application", "edit", "app-1").status()).isEqualTo(2);
        assertThat(patches()).isEmpty();
    }
}

package dev.countersign.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.desktop.http.Answer;
import dev.countersign.system.client.App;
import dev.countersign.system.client.Issued;
import dev.countersign.system.client.Origin;
import dev.countersign.system.client.Refused;
import dev.countersign.system.client.Visitor;
import dev.countersign.system.stack.OutsideApi;
import dev.countersign.system.stack.OutsideProject;
import dev.countersign.system.stack.Published;
import dev.countersign.system.stack.RunningStack;
import dev.countersign.system.stack.SystemTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** What a team gets that is not in this repository: the library and its BOM, as published. */
@SystemTest
class ProjectOutsideIT {

    private static final Duration BOUND = Duration.ofSeconds(1);
    private static final String HELLO = "/api/hello";

    private final RunningStack stack;
    private final Origin origin;

    ProjectOutsideIT(RunningStack stack) {
        this.stack = stack;
        this.origin = Origin.of(stack);
    }

    @Test
    void aProgramBuiltOutsideRefusesWhatIsRevokedWithinASecond() throws Exception {
        OutsideProject project = OutsideProject.built("plain", "process-classes");
        OutsideApi instance = OutsideApi.start(project, stack);
        try {
            Origin api = instance.origin();
            Issued revoked = Visitor.alice(origin).signIn(App.DESKTOP);
            Issued other = Visitor.alice(origin).signIn(App.DESKTOP);

            Answer challenged = api.get(HELLO);
            assertThat(challenged.status()).isEqualTo(401);
            assertThat(challenged.header("WWW-Authenticate").orElse("")).startsWith("Bearer");
            greets(api, revoked);
            greets(api, other);

            assertThat(revoked.revokeAccessToken(origin, App.DESKTOP).status()).isEqualTo(200);
            refusedWithinASecond(api, revoked);
            greets(api, other);
        } finally {
            instance.stop();
        }
    }

    @Test
    void theSourcesAndTheJavadocArePublishedWithAPomThatStandsAlone() throws IOException {
        Published published = OutsideProject.published();

        assertThat(Files.readString(published.file("resource-server", ".pom")))
                .doesNotContain("<parent>", "${");
        assertThat(Files.readString(published.file("countersign-bom", ".pom")))
                .doesNotContain("<parent>");
        String type = "dev/countersign/resourceserver/ResourceServer";
        assertThat(holds(published.file("resource-server", ".jar"), type + ".class")).isTrue();
        assertThat(holds(published.file("resource-server", "-sources.jar"), type + ".java"))
                .isTrue();
        assertThat(holds(published.file("resource-server", "-javadoc.jar"), type + ".html"))
                .isTrue();
    }

    private static void greets(Origin api, Issued tokens) throws IOException {
        Answer answer = api.get(HELLO, tokens.accessToken());
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("Hello " + tokens.claims().get("sub"));
    }

    /** From the answer to the revocation, which has just come, to the API's 401. */
    private static void refusedWithinASecond(Origin api, Issued tokens) throws IOException {
        long start = System.nanoTime();
        Answer answer;
        do {
            answer = api.get(HELLO, tokens.accessToken());
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(BOUND);
        } while (answer.status() == 200);
        Refused.challenging(answer, 401, "invalid_token");
    }

    private static boolean holds(Path jar, String entry) throws IOException {
        try (var file = new ZipFile(jar.toFile())) {
            return file.getEntry(entry) != null;
        }
    }
}

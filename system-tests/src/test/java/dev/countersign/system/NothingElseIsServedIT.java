package dev.countersign.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.desktop.http.Answer;
import dev.countersign.local.ServiceDefinition;
import dev.countersign.system.client.Origin;
import dev.countersign.system.stack.Project;
import dev.countersign.system.stack.RunningStack;
import dev.countersign.system.stack.SystemTest;
import java.io.IOException;
import java.nio.file.Files;
import java.util.UUID;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract.md section 1: the path table is what is served, and nothing else is. */
@SystemTest
class NothingElseIsServedIT {

    private static final String FORM = "application/x-www-form-urlencoded";

    private final RunningStack stack;
    private final Origin origin;

    NothingElseIsServedIT(RunningStack stack) {
        this.stack = stack;
        this.origin = Origin.of(stack);
    }

    record Row(String path, String method) {}

    static Stream<Row> rows() throws IOException {
        return Files.readAllLines(Project.root().resolve("docs/paths.tsv")).stream()
                .skip(1)
                .map(line -> line.split("\t", -1))
                .flatMap(
                        row ->
                                Stream.of(row[1].replace("*", "GET").split(",", -1))
                                        .map(method -> new Row(row[0], method)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void everyRowOfTheTableIsServed(Row row) throws IOException {
        Answer answer = origin.send(row.method(), example(row), FORM, "");

        assertThat(answer.status()).as(answer.body()).isNotIn(404, 405).isLessThan(500);
    }

    private String example(Row row) throws IOException {
        return switch (row.path()) {
            case "/assets/**" ->
                    Jsoup.parse(origin.get("/").body(), stack.issuer())
                            .select("link[href^=/assets/], script[src^=/assets/]")
                            .stream()
                            .map(it -> it.hasAttr("href") ? it.attr("href") : it.attr("src"))
                            .findFirst()
                            .orElseThrow();
            case "/api/**" -> "/api/me";
            case "/admin/tokens/**" -> "/admin/tokens/lookup";
            case "/admin/applications/**" -> "/admin/applications/some-app";
            case "/admin/keys/**" -> "/admin/keys/key-1/compromised";
            case "/admin/apis/**" -> "/admin/apis/dXJuOmE";
            case "/admin/revocations/**" -> "/admin/revocations/" + new UUID(0, 0);
            case "/admin/users/**" ->
                    "/admin/users/"
                            + new UUID(0, 0)
                            + (row.method().equals("POST") ? "/password" : "");
            default -> row.path();
        };
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nothing",
                "/q",
                "/q/health",
                "/q/health/ready",
                "/q/metrics",
                "/q/dev-ui",
                "/api/../q/health",
                "/api/..%2fq/health",
                "/api/%2e%2e/q/health",
                "//q/health",
                "/oauth2",
                "/oauth2/token/",
                "/oauth2/token/more",
                "/OAUTH2/token",
                "/oauth2/register",
                "/.well-known/",
                "/admin/tokens/x/../../../q/health"
            })
    void allElseIsNotThere(String path) throws IOException {
        Answer answer = origin.get(path);

        assertThat(answer.status()).as(answer.body()).isIn(400, 404);
    }

    @ParameterizedTest
    @EnumSource(ServiceDefinition.class)
    void healthAndMetricsAreOnAPortOfTheirOwn(ServiceDefinition service) throws IOException {
        var direct = Origin.of("http://127.0.0.1:" + stack.ports().service(service));
        var management = Origin.of("http://127.0.0.1:" + stack.ports().management(service));

        assertThat(direct.get("/q/health").status()).isEqualTo(404);
        assertThat(direct.get("/q/metrics").status()).isEqualTo(404);
        assertThat(management.get("/q/health/ready").status()).isEqualTo(200);
        assertThat(management.get("/q/metrics").status()).isEqualTo(200);
    }
}

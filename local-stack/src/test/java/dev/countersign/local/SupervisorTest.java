package dev.countersign.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real stores and five stand-ins for services, under a supervisor in a process of its own. */
class SupervisorTest {

    private static final int PROCESSES = 1 + 3 + 5;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Ports ports = Ports.anyFree();
    private Path project;
    private Path state;
    private Path console;

    @BeforeEach
    void prepare(@TempDir Path folder) throws IOException {
        project = FakeProject.in(folder.resolve("project"));
        // beside the other stacks of tests, so that it is found where a test fails
        state = Files.createTempDirectory(Files.createDirectories(Path.of("target/stacks")), "up-");
        console = state.resolve("console");
    }

    @AfterEach
    void leaveNothing() throws Exception {
        assertThat(command("down").waitFor()).isZero();
    }

    @Test
    void itKeepsEverythingRunningAndEndsAllOfIt() throws Exception {
        Process supervisor = up();
        List<RunFile> processes = new RunFolder(state.resolve("run")).all();
        assertThat(processes).hasSize(PROCESSES).allMatch(file -> file.startUp().isPresent());
        assertThat(get("/login")).contains("COUNTERSIGN_DECLARATIONS", "QUARKUS_REDIS_HOSTS");
        assertThat(get("/api/me"))
                .contains("COUNTERSIGN_RESOURCE_SERVER_ISSUER")
                .doesNotContain("QUARKUS_REDIS_HOSTS", "COUNTERSIGN_SERVER_KEYS_FILE");
        assertThat(command("status").waitFor()).isZero();

        Process second = command("up", "--base-port", Integer.toString(Ports.anyFree().base()));
        assertThat(second.waitFor()).isEqualTo(1);
        assertThat(Files.readString(console)).contains("running already");

        String before = get("/login");
        process("auth-service").destroyForcibly();
        process("redis").destroyForcibly();
        await(() -> Files.exists(console) && said("auth-service is back") && said("redis is back"));
        assertThat(get("/login")).isNotEqualTo(before);

        supervisor.destroy();
        assertThat(supervisor.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(processes).noneMatch(file -> file.process().isPresent());
        assertThat(new RunFolder(state.resolve("run")).all()).isEmpty();
    }

    @Test
    void whatACrashedSupervisorLeftIsEndedByTheNextAndTheDataAreKept() throws Exception {
        up().destroyForcibly().waitFor();
        List<RunFile> left = new RunFolder(state.resolve("run")).all();
        assertThat(left).filteredOn(file -> file.process().isPresent()).hasSize(PROCESSES - 1);

        up();
        assertThat(Files.readString(console)).contains("ended what an earlier run had left");
        assertThat(left).noneMatch(file -> file.process().isPresent());

        assertThat(command("down").waitFor()).isZero();
        assertThat(Files.readString(console)).contains("stopped");
        assertThat(new RunFolder(state.resolve("run")).all()).isEmpty();
    }

    private Process up() throws IOException {
        Files.deleteIfExists(console);
        Process process = command("up", "--base-port", Integer.toString(ports.base()));
        await(() -> !process.isAlive() || said(": http://localhost:" + ports.gateway()));
        assertThat(process.isAlive()).as(Files.readString(console)).isTrue();
        return process;
    }

    private Process command(String... arguments) throws IOException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "--sun-misc-unsafe-memory-access=allow",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Main.class.getName()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--project", project.toString(), "--state", state.toString()));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(console.toFile()))
                .start();
    }

    private ProcessHandle process(String name) {
        return new RunFolder(state.resolve("run"))
                .find(name)
                .flatMap(RunFile::process)
                .orElseThrow();
    }

    private String get(String path) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("http://localhost:" + ports.gateway() + path))
                        .build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(200);
        return response.body();
    }

    private boolean said(String text) {
        try {
            return Files.exists(console) && Files.readString(console).contains(text);
        } catch (IOException e) {
            return false;
        }
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited too long").isLessThan(deadline);
            Pause.of(Duration.ofMillis(50));
        }
    }
}

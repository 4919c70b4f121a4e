package dev.countersign.benchmarks.propagation;

import dev.countersign.embedded.Database;
import dev.countersign.embedded.EmbeddedStack;
import dev.countersign.embedded.FreePorts;
import dev.countersign.embedded.Secrets;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The packaged service in a process of its own. */
final class RevocationService implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofMinutes(2);

    private final Process process;
    private final int port;

    private RevocationService(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * @param serverKeys what its refresh tokens are made with, as in a key file
     */
    static RevocationService start(EmbeddedStack stack, String issuer, String serverKeys)
            throws Exception {
        Path folder = Files.createTempDirectory(Path.of("target"), "propagation-").toAbsolutePath();
        Path jar = Path.of("../revocation-service/target/quarkus-app/quarkus-run.jar");
        int port = FreePorts.next();
        int management = FreePorts.next();
        Database database = stack.countersign();
        ProcessBuilder builder =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-jar",
                        jar.toString());
        var environment = builder.environment();
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        environment.put("QUARKUS_MANAGEMENT_PORT", Integer.toString(management));
        environment.put("COUNTERSIGN_ISSUER", issuer);
        environment.put(
                "COUNTERSIGN_SERVER_KEYS_FILE", secret(folder.resolve("server-keys"), serverKeys));
        environment.put(
                "COUNTERSIGN_KEY_ENCRYPTION_KEY_FILE",
                secret(folder.resolve("key-encryption-key"), Secrets.keyFile()));
        environment.put("QUARKUS_DATASOURCE_REACTIVE_URL", database.reactiveUrl());
        environment.put("QUARKUS_DATASOURCE_USERNAME", database.user());
        environment.put("QUARKUS_DATASOURCE_PASSWORD", database.password());
        environment.put("QUARKUS_REDIS_HOSTS", stack.redis().url());
        environment.put("KAFKA_BOOTSTRAP_SERVERS", stack.kafka().bootstrapServers());
        Process process =
                builder.redirectErrorStream(true)
                        .redirectOutput(folder.resolve("revocation-service.log").toFile())
                        .start();
        RevocationService service = new RevocationService(process, port);
        service.awaitReady(management, folder);
        return service;
    }

    private static String secret(Path file, String content) throws IOException {
        return Secrets.write(file, content).toString();
    }

    URI revocationEndpoint() {
        return URI.create("http://127.0.0.1:" + port + "/oauth2/revoke");
    }

    private void awaitReady(int management, Path folder) throws Exception {
        HttpRequest health =
                HttpRequest.newBuilder(
                                URI.create("http://127.0.0.1:" + management + "/q/health/ready"))
                        .build();
        long end = System.nanoTime() + START_LIMIT.toNanos();
        try (HttpClient http = HttpClient.newHttpClient()) {
            while (!answers(http, health)) {
                if (!process.isAlive() || System.nanoTime() > end) {
                    close();
                    throw new IllegalStateException("it is not ready: see " + folder);
                }
                Thread.sleep(100);
            }
        }
    }

    private static boolean answers(HttpClient http, HttpRequest health)
            throws InterruptedException {
        try {
            return http.send(health, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}

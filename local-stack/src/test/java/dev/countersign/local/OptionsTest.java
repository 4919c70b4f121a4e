package dev.countersign.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OptionsTest {

    @TempDir private Path folder;

    @Test
    void theBasePortMovesAllPorts() {
        Options options = Options.parse(List.of("--base-port", "18080"));
        Ports ports = options.ports();

        assertThat(options.issuer()).isEqualTo("http://localhost:18080");
        assertThat(ports.service(ServiceDefinition.REVOCATION)).isEqualTo(18085);
        assertThat(ports.management(ServiceDefinition.AUTH)).isEqualTo(19081);
        assertThat(ports.postgres()).isEqualTo(18090);
        assertThat(ports.kafkaController()).isEqualTo(18093);
    }

    @Test
    void theDefaultsAreThoseOfTheContract() {
        Ports ports = Options.parse(List.of()).ports();

        assertThat(ports.gateway()).isEqualTo(8080);
        assertThat(ports.service(ServiceDefinition.TOKEN)).isEqualTo(8082);
        assertThat(ports.service(ServiceDefinition.USERINFO)).isEqualTo(8083);
        assertThat(ports.service(ServiceDefinition.RESOURCE_API)).isEqualTo(8084);
    }

    @Test
    void aWrongOptionIsNamed() {
        assertFails("unknown option --bass-port", "--bass-port", "1");
        assertFails("--base-port needs a value", "--base-port");
        assertFails("--base-port needs a number, not x", "--base-port", "x");
        assertFails("--base-port must be between", "--base-port", "80");
        assertFails("there is no file", "--config", folder.resolve("none.yaml").toString());
        assertFails("--host id.example needs --tls", "--host", "id.example");
        assertFails("--host needs a name", "--tls", "--host", "id.example/x");
        assertFails("--certificate and --key go together", "--tls", "--certificate", "pom.xml");
        assertFails("--certificate needs --tls", "--certificate", "pom.xml", "--key", "pom.xml");
    }

    @Test
    void tlsMakesTheIssuerHttps() {
        assertThat(Options.parse(List.of("--tls")).issuer()).isEqualTo("https://localhost:8080");
        assertThat(Options.parse(List.of("--host", "ID.example", "--tls")).issuer())
                .isEqualTo("https://id.example:8080");
    }

    @Test
    void extraDeclarationsComeInTheirOrder() throws IOException {
        Path one = Files.createFile(folder.resolve("one.yaml"));
        Path two = Files.createFile(folder.resolve("two.yaml"));

        Options options =
                Options.parse(List.of("--config", one.toString(), "--config", two.toString()));

        assertThat(options.declarations()).containsExactly(one, two);
    }

    @Test
    void aTakenPortIsNamedWithItsOwner() throws IOException {
        Ports ports = Ports.anyFree();
        try (ServerSocket socket =
                new ServerSocket(ports.redis(), 1, InetAddress.ofLiteral("127.0.0.1"))) {
            assertThat(socket.isBound()).isTrue();
            assertThatThrownBy(ports::requireFree)
                    .hasMessageContaining("port " + ports.redis() + ", wanted for Redis");
            if (Files.exists(Path.of("/proc/net/tcp"))) {
                assertThatThrownBy(ports::requireFree)
                        .hasMessageContaining("pid " + ProcessHandle.current().pid());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void assertFails(String message, String... arguments) {
        assertThatThrownBy(() -> Options.parse(List.of(arguments)))
                .isInstanceOf(LocalStackFailure.class)
                .hasMessageContaining(message);
    }
}

package dev.countersign.web.outgoing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.jose.ClientKeySet;
import dev.countersign.protocol.FetchedUri;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** OpenID Connect Core 1.0 §10.1. */
class OutgoingDocumentsTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final byte[] DOCUMENT = "{\"keys\": []}".getBytes(StandardCharsets.UTF_8);

    @TempDir Path folder;

    private record Settings(
            Duration timeout,
            Optional<Path> trustedCertificates,
            boolean allowLoopback,
            Optional<String> proxy,
            Optional<String> noProxy)
            implements OutgoingConfig {

        static Settings openToLoopback() {
            return new Settings(
                    Duration.ofSeconds(5),
                    Optional.empty(),
                    true,
                    Optional.empty(),
                    Optional.empty());
        }

        Settings trusting(Path certificates) {
            return new Settings(timeout, Optional.of(certificates), allowLoopback, proxy, noProxy);
        }

        Settings by(String address) {
            return new Settings(
                    timeout, trustedCertificates, allowLoopback, Optional.of(address), noProxy);
        }

        Settings closed() {
            return new Settings(timeout, trustedCertificates, false, proxy, noProxy);
        }
    }

    @AfterAll
    static void close() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    private static String fetch(Settings settings, String uri) {
        return new OutgoingDocuments(VERTX, settings)
                .fetch(new FetchedUri(uri))
                .await()
                .atMost(Duration.ofSeconds(10));
    }

    @Test
    void whatIsPublishedIsFetchedAndNoRedirectIsFollowed() throws IOException {
        try (LocalPublisher publisher = LocalPublisher.http()) {
            publisher
                    .with("/document", 200, DOCUMENT)
                    .with("/moved", 302, new byte[0])
                    .with("/large", 200, new byte[ClientKeySet.LARGEST + 1]);
            String address = "http://127.0.0.1:" + publisher.port();
            Settings open = Settings.openToLoopback();

            assertThat(fetch(open, address + "/document")).isEqualTo("{\"keys\": []}");
            assertThatThrownBy(() -> fetch(open, address + "/moved")).hasMessageContaining("302");
            assertThatThrownBy(() -> fetch(open, address + "/large"))
                    .hasMessageContaining("too large");
            assertThatThrownBy(() -> fetch(open.closed(), address + "/document"))
                    .isInstanceOf(ForbiddenDestination.class);
        }
    }

    /** The certificate is that of the name, though the call goes to an address. */
    @Test
    void theHostProvesItsNameByACertificateThatIsTrusted() throws Exception {
        Settings open = Settings.openToLoopback();
        try (LocalPublisher publisher = LocalPublisher.https(folder, "localhost")) {
            publisher.with("/document", 200, DOCUMENT);
            String document = "https://localhost:" + publisher.port() + "/document";
            Settings trusting = open.trusting(LocalPublisher.certificate(folder, "localhost"));

            assertThat(fetch(trusting, document)).isEqualTo("{\"keys\": []}");
            assertThatThrownBy(() -> fetch(open, document))
                    .hasCauseInstanceOf(SSLHandshakeException.class);
        }
        try (LocalPublisher publisher = LocalPublisher.https(folder, "other.example")) {
            publisher.with("/document", 200, DOCUMENT);
            Settings trusting = open.trusting(LocalPublisher.certificate(folder, "other.example"));
            String document = "https://localhost:" + publisher.port() + "/document";

            assertThatThrownBy(() -> fetch(trusting, document))
                    .hasCauseInstanceOf(SSLHandshakeException.class);
        }
    }

    /** RFC 9110 §9.3.6. */
    @Test
    void throughAProxyAConnectionToTheNameIsAskedFor() throws Exception {
        try (ServerSocket proxy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.Builder.OfVirtual asked = Thread.ofVirtual();
            String[] line = new String[1];
            Thread reader =
                    asked.start(
                            () -> {
                                try (var socket = proxy.accept();
                                        var in = socket.getInputStream()) {
                                    byte[] first = in.readNBytes(44);
                                    line[0] = new String(first, StandardCharsets.US_ASCII);
                                } catch (IOException e) {
                                    line[0] = e.toString();
                                }
                            });
            Settings proxied =
                    Settings.openToLoopback().by("http://127.0.0.1:" + proxy.getLocalPort());

            assertThatThrownBy(() -> fetch(proxied, "https://keys.nowhere.invalid/jwks"))
                    .isInstanceOf(Exception.class);
            reader.join();
            assertThat(line[0]).startsWith("CONNECT keys.nowhere.invalid:443 HTTP/1.");
        }
    }
}

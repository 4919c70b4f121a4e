package dev.countersign.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.util.JSONObjectUtils;
import dev.countersign.system.stack.EmbeddedOnly;
import dev.countersign.system.stack.RunningStack;
import dev.countersign.system.stack.StackProcess;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** {@code ./countersign up --tls}: a stack of its own, for its issuer is another. */
@EmbeddedOnly("a supervisor of its own, with an option of `up`")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TlsIT {

    private final StackProcess process = StackProcess.start("tls-stack", "--tls");
    private final RunningStack stack = process.running();

    @AfterAll
    void stop() {
        process.close();
    }

    @Test
    void everythingIsServedOverHttps() throws Exception {
        assertThat(stack.issuer()).startsWith("https://localhost:");
        HttpResponse<String> discovery = get(stack.at("/.well-known/openid-configuration"));
        assertThat(discovery.statusCode()).isEqualTo(200);
        assertThat(discovery.body()).contains(stack.issuer()).doesNotContain("http://");

        HttpResponse<String> page = get(stack.at("/admin"));
        assertThat(page.headers().allValues("Set-Cookie"))
                .isNotEmpty()
                .allSatisfy(it -> assertThat(it).startsWith("__Host-").contains("Secure"));
    }

    /** With the same certificate, and with nothing else on the port. */
    @Test
    void theServicesSpeakNothingElse() throws Exception {
        for (String service :
                List.of(
                        "auth-service",
                        "token-service",
                        "userinfo-service",
                        "revocation-service",
                        "resource-api")) {
            String authority = "127.0.0.1:" + stack.port(service);
            assertThat(get(URI.create("https://" + authority + "/nothing")).statusCode())
                    .as(service)
                    .isEqualTo(404);
            assertThatThrownBy(() -> get(URI.create("http://" + authority + "/nothing")))
                    .as(service)
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void nobodyTrustsItUnasked() {
        HttpRequest request = HttpRequest.newBuilder(stack.at("/")).build();
        try (HttpClient stranger = HttpClient.newHttpClient()) {
            assertThatThrownBy(() -> stranger.send(request, HttpResponse.BodyHandlers.discarding()))
                    .isInstanceOf(SSLHandshakeException.class);
        }
    }

    /** It fetches the keys by the public origin. */
    @Test
    void theApiTrustsIt() throws Exception {
        String credentials =
                Base64.getEncoder()
                        .encodeToString("service-app:service-app-secret".getBytes(UTF_8));
        HttpResponse<String> issued =
                send(
                        HttpRequest.newBuilder(stack.at("/oauth2/token"))
                                .header("Authorization", "Basic " + credentials)
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(
                                        HttpRequest.BodyPublishers.ofString(
                                                "grant_type=client_credentials&scope=accounts:read")));
        String token = String.valueOf(JSONObjectUtils.parse(issued.body()).get("access_token"));

        HttpResponse<String> api =
                send(
                        HttpRequest.newBuilder(stack.at("/api/accounts"))
                                .header("Authorization", "Bearer " + token));

        assertThat(api.statusCode()).as(api.body()).isEqualTo(200);
    }

    private Path trust() {
        return stack.state().resolve("tls").resolve("trust.p12");
    }

    private HttpResponse<String> get(URI uri) throws Exception {
        return send(HttpRequest.newBuilder(uri));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(trust())) {
            trusted.load(in, "changeit".toCharArray());
        }
        TrustManagerFactory managers =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        try (HttpClient client = HttpClient.newBuilder().sslContext(context).build()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }
}

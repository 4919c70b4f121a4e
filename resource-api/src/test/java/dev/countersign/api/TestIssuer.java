package dev.countersign.api;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.lang.JoseException;

/**
 * The issuer as this API knows it: discovery, key set, introspection and userinfo over HTTP, on a
 * port of its own. {@code /test/userinfo?500} makes userinfo answer 500, {@code
 * /test/userinfo?held} keeps its answers back until it is told another, {@code /test/requests}
 * counts, {@code /test/rotate} publishes the next key.
 */
public final class TestIssuer implements QuarkusTestResourceLifecycleManager {

    public static final String AUDIENCE = "http://localhost:8080/api";

    private final AtomicInteger requests = new AtomicInteger();
    private final Object told = new Object();
    private volatile String userinfo = "200";
    private volatile boolean active = true;
    private final HttpServer http = server();
    private final RsaJsonWebKey key = rsa("test-key");
    private final RsaJsonWebKey nextKey = rsa("next-key");
    private volatile JsonWebKeySet published = new JsonWebKeySet(key);

    @Override
    public Map<String, String> start() {
        http.createContext("/.well-known/openid-configuration", this::discovery);
        http.createContext("/oauth2/jwks", this::keySet);
        http.createContext("/oauth2/userinfo", this::userinfo);
        http.createContext(
                "/oauth2/introspect",
                exchange -> answer(exchange, 200, JsonUtil.toJson(Map.of("active", active))));
        http.createContext("/test/userinfo", this::setUserinfo);
        http.createContext(
                "/test/requests",
                exchange -> answer(exchange, 200, Integer.toString(requests.get())));
        http.createContext(
                "/test/rotate",
                exchange -> {
                    published = new JsonWebKeySet(key, nextKey);
                    answer(exchange, 200, "{}");
                });
        http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        http.start();
        return Map.of(
                "countersign.resource-server.issuer",
                issuer(),
                "countersign.resource-server.audience",
                AUDIENCE,
                // four times the pause between two beats of the relay that the tests play
                "countersign.resource-server.staleness-bound",
                "2s",
                "countersign.resource-server.dialect.demo.audience",
                TestTokens.DIALECT_APP,
                "countersign.resource-server.dialect.demo.scopes",
                "profile",
                "test.issuer.key",
                key.toJson(OutputControlLevel.INCLUDE_PRIVATE),
                "test.issuer.next-key",
                nextKey.toJson(OutputControlLevel.INCLUDE_PRIVATE));
    }

    private static HttpServer server() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RsaJsonWebKey rsa(String id) {
        try {
            RsaJsonWebKey key = RsaJwkGenerator.generateJwk(2048);
            key.setKeyId(id);
            return key;
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    public String issuer() {
        return "http://localhost:" + http.getAddress().getPort();
    }

    /** A good token of a user. */
    public String token(String user, String scope) {
        return TestTokens.signed(TestTokens.claims(issuer(), user, scope), key);
    }

    /** From now on introspection says so of every token. */
    public void tokensAreInactive() {
        active = false;
    }

    public int requests() {
        return requests.get();
    }

    private void discovery(HttpExchange exchange) throws IOException {
        requests.incrementAndGet();
        answer(
                exchange,
                200,
                JsonUtil.toJson(
                        Map.of(
                                "issuer",
                                issuer(),
                                "jwks_uri",
                                issuer() + "/oauth2/jwks",
                                "introspection_endpoint",
                                issuer() + "/oauth2/introspect",
                                "userinfo_endpoint",
                                issuer() + "/oauth2/userinfo")));
    }

    private void keySet(HttpExchange exchange) throws IOException {
        requests.incrementAndGet();
        answer(exchange, 200, published.toJson());
    }

    private void userinfo(HttpExchange exchange) throws IOException {
        requests.incrementAndGet();
        awaitRelease();
        if (!userinfo.equals("200") && !userinfo.equals("someone-else")) {
            answer(exchange, Integer.parseInt(userinfo), "{}");
            return;
        }
        String subject = subject(exchange);
        String sub = userinfo.equals("200") ? subject : "someone-else";
        answer(exchange, 200, JsonUtil.toJson(Map.of("sub", sub, "name", "Name of " + subject)));
    }

    private String subject(HttpExchange exchange) {
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        try {
            JwtClaims claims =
                    new JwtConsumerBuilder()
                            .setVerificationKey(key.getRsaPublicKey())
                            .setSkipDefaultAudienceValidation()
                            .build()
                            .processToClaims(authorization.substring("Bearer ".length()));
            return (String) claims.getClaimValue("sub");
        } catch (InvalidJwtException e) {
            throw new IllegalStateException("userinfo was not asked with the token", e);
        }
    }

    private void setUserinfo(HttpExchange exchange) throws IOException {
        userinfoAnswers(exchange.getRequestURI().getQuery());
        answer(exchange, 200, "{}");
    }

    /** A status, {@code someone-else} or {@code held}. */
    public void userinfoAnswers(String what) {
        synchronized (told) {
            userinfo = what;
            told.notifyAll();
        }
    }

    private void awaitRelease() {
        synchronized (told) {
            while (userinfo.equals("held")) {
                try {
                    told.wait();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void stop() {
        http.stop(0);
    }
}

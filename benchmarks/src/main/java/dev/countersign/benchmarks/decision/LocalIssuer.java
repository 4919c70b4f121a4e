package dev.countersign.benchmarks.decision;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/** An issuer on a port of its own: discovery, key set, a feed of rules, and tokens. */
final class LocalIssuer implements AutoCloseable {

    static final String AUDIENCE = "http://localhost:8080/api";

    private static final int PAGE = 10_000;

    private final HttpServer http;
    private final PublicJsonWebKey key = rsa();
    private final int rules;

    LocalIssuer(int rules) {
        this.rules = rules;
        try {
            http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        http.createContext(
                "/.well-known/openid-configuration",
                exchange ->
                        answer(
                                exchange,
                                JsonUtil.toJson(
                                        Map.of("issuer", name(), "jwks_uri", name() + "/jwks"))));
        http.createContext(
                "/jwks", exchange -> answer(exchange, new JsonWebKeySet(List.of(key)).toJson()));
        http.createContext("/revocations/feed", this::feed);
        http.start();
    }

    String name() {
        return "http://localhost:" + http.getAddress().getPort();
    }

    /** As the token service makes them, with a claim for everything it knows. */
    String token() {
        Instant now = Instant.now();
        Map<String, Object> claims =
                Map.ofEntries(
                        Map.entry("iss", name()),
                        Map.entry("sub", UUID.randomUUID().toString()),
                        Map.entry("aud", List.of(AUDIENCE, name())),
                        Map.entry("client_id", "desktop-app"),
                        Map.entry("scope", "openid profile email offline_access accounts:read"),
                        Map.entry("jti", UUID.randomUUID().toString()),
                        Map.entry("grant_id", UUID.randomUUID().toString()),
                        Map.entry("sid", UUID.randomUUID().toString()),
                        Map.entry("iat", now.getEpochSecond()),
                        Map.entry("auth_time", now.getEpochSecond()),
                        Map.entry("acr", "1"),
                        Map.entry("exp", now.getEpochSecond() + 1800),
                        Map.entry("authorized_at", now.toEpochMilli()));
        JsonWebSignature jws = new JsonWebSignature();
        jws.setHeader("typ", "at+jwt");
        jws.setHeader("alg", "RS256");
        jws.setHeader("kid", key.getKeyId());
        jws.setPayload(JsonUtil.toJson(claims));
        jws.setKey(key.getPrivateKey());
        try {
            return jws.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Of each five rules one is on an application of another API, the others on grants. */
    private void feed(HttpExchange exchange) throws IOException {
        String query = exchange.getRequestURI().getRawQuery();
        int after = query.indexOf("after=");
        int start = after < 0 ? 0 : Integer.parseInt(query.substring(after + "after=".length()));
        int end = Math.min(start + PAGE, rules);
        if (start >= rules && after >= 0) {
            pause();
        }
        long now = System.currentTimeMillis();
        String page =
                IntStream.range(start, end)
                        .mapToObj(
                                i ->
                                        "{\"v\":1,\"id\":\"%s\",\"%s\":\"%s\",\"before\":%d,\"until\":%d}"
                                                .formatted(
                                                        UUID.randomUUID(),
                                                        i % 5 == 0 ? "client_id" : "grant_id",
                                                        UUID.randomUUID(),
                                                        now,
                                                        now + 86_400_000))
                        .collect(Collectors.joining(",", "[", "]"));
        answer(
                exchange,
                "{\"v\":1,\"cursor\":\"%d\",\"heartbeat\":%d,\"rules\":%s,\"more\":%b,\"reset\":false}"
                        .formatted(end, now, page, end < rules));
    }

    private static void pause() {
        try {
            Thread.sleep(500);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static PublicJsonWebKey rsa() {
        try {
            PublicJsonWebKey jwk = RsaJwkGenerator.generateJwk(2048);
            jwk.setKeyId("benchmark");
            jwk.setAlgorithm("RS256");
            return jwk;
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void answer(HttpExchange exchange, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        http.stop(0);
    }
}

package dev.countersign.resourceserver;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/** An issuer on a port of its own: discovery, key set, and tokens of any kind, good and bad. */
public final class TestIssuer implements AutoCloseable {

    public static final String AUDIENCE = "http://localhost:8080/api";

    // a pair takes a second to find; nobody here depends on whose it is
    private static final PublicJsonWebKey FIRST = rsa("first");

    private final HttpServer http;
    private final List<PublicJsonWebKey> published = new CopyOnWriteArrayList<>();
    private final AtomicInteger keySetRequests = new AtomicInteger();
    private volatile int status = 200;
    private volatile boolean silent;
    private volatile String alsoPublished = "";
    private final List<String> introspections = new CopyOnWriteArrayList<>();
    private final AtomicReference<Supplier<String>> introspection =
            new AtomicReference<>(() -> "{\"active\":true}");

    public TestIssuer() throws IOException {
        published.add(FIRST);
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/.well-known/openid-configuration", this::discovery);
        http.createContext("/oauth2/jwks", this::keySet);
        http.createContext("/oauth2/introspect", this::introspect);
        http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        http.start();
    }

    public String issuer() {
        return "http://localhost:" + http.getAddress().getPort();
    }

    public PublicJsonWebKey key() {
        return FIRST;
    }

    public int keySetRequests() {
        return keySetRequests.get();
    }

    public void publish(PublicJsonWebKey added) {
        published.add(added);
    }

    /** Whatever else stands in the key set, as JSON. */
    public void publishAlso(String jwks) {
        alsoPublished = ", " + jwks;
    }

    /** What introspection answers from now on; may block. */
    public void introspects(Supplier<String> answer) {
        introspection.set(answer);
    }

    /** The Authorization header and the form of each question so far. */
    public List<String> introspections() {
        return introspections;
    }

    /** From now on every document is answered with this status. */
    public void answers(int newStatus) {
        status = newStatus;
    }

    /** From now on every answer ends after its headers, and the connection stays open. */
    public void keepsBodiesBack() {
        silent = true;
    }

    /** A header as the issuer writes it. */
    public Map<String, Object> header() {
        return new LinkedHashMap<>(Map.of("typ", "at+jwt", "alg", "RS256", "kid", "first"));
    }

    /** Claims as the issuer writes them, for half an hour from then. */
    public Map<String, Object> claims(Instant now) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", issuer());
        claims.put("sub", "user-1");
        claims.put("aud", List.of(AUDIENCE, issuer()));
        claims.put("client_id", "desktop-app");
        claims.put("scope", "openid accounts:read");
        claims.put("jti", UUID.randomUUID().toString());
        claims.put("grant_id", "grant-1");
        claims.put("sid", "session-1");
        claims.put("iat", now.getEpochSecond());
        claims.put("exp", now.getEpochSecond() + 1800);
        claims.put("authorized_at", now.toEpochMilli());
        return claims;
    }

    public String token(Instant now) {
        return sign(header(), claims(now), FIRST.getPrivateKey());
    }

    public static String sign(Map<String, Object> header, Map<String, Object> claims, Key key) {
        return signPayload(header, JsonUtil.toJson(claims), key);
    }

    public static String signPayload(Map<String, Object> header, String payload, Key key) {
        JsonWebSignature jws = new JsonWebSignature();
        jws.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
        jws.setDoKeyValidation(false);
        header.forEach(jws.getHeaders()::setObjectHeaderValue);
        jws.setPayload(payload);
        jws.setKey(key);
        try {
            return jws.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalArgumentException(e);
        }
    }

    public static PublicJsonWebKey rsa(String id) {
        try {
            PublicJsonWebKey jwk = RsaJwkGenerator.generateJwk(2048);
            jwk.setKeyId(id);
            jwk.setUse("sig");
            jwk.setAlgorithm("RS256");
            return jwk;
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private void discovery(HttpExchange exchange) throws IOException {
        answer(
                exchange,
                JsonUtil.toJson(
                        Map.of(
                                "issuer",
                                issuer(),
                                "jwks_uri",
                                issuer() + "/oauth2/jwks",
                                "introspection_endpoint",
                                issuer() + "/oauth2/introspect")));
    }

    private void keySet(HttpExchange exchange) throws IOException {
        keySetRequests.incrementAndGet();
        String keys = new JsonWebKeySet(List.copyOf(published)).toJson();
        answer(exchange, keys.replaceFirst("]}$", Matcher.quoteReplacement(alsoPublished) + "]}"));
    }

    private void introspect(HttpExchange exchange) throws IOException {
        String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        introspections.add(exchange.getRequestHeaders().getFirst("Authorization") + " " + form);
        answer(exchange, introspection.get().get());
    }

    private void answer(HttpExchange exchange, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        if (silent) {
            return;
        }
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        http.stop(0);
    }
}

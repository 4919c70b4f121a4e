package dev.countersign.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/** Access tokens as the {@link TestIssuer} issues them, and what it is told by the tests. */
public final class TestTokens {

    public static final String DIALECT_APP = "demoAtmClient0000001";

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private TestTokens() {}

    /** A good token of a user for the demo's desktop application. */
    public static String of(String user, String scope) {
        return signed(claims(user, scope));
    }

    public static Map<String, Object> claims(String user, String scope) {
        return claims(issuer(), user, scope);
    }

    static Map<String, Object> claims(String issuer, String user, String scope) {
        long now = System.currentTimeMillis();
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", issuer);
        claims.put("sub", user);
        claims.put("aud", List.of(TestIssuer.AUDIENCE, issuer));
        claims.put("client_id", "desktop-app");
        claims.put("scope", scope);
        claims.put("jti", UUID.randomUUID().toString());
        claims.put("grant_id", "grant-of-" + user);
        claims.put("iat", Instant.ofEpochMilli(now).getEpochSecond());
        claims.put("exp", Instant.ofEpochMilli(now).getEpochSecond() + 1800);
        claims.put("authorized_at", now);
        return claims;
    }

    public static String signed(Map<String, Object> claims) {
        return signed(claims, "test.issuer.key");
    }

    /** Signed by a key that is published only once the issuer has rotated. */
    public static String ofNextKey(String user, String scope) {
        return signed(claims(user, scope), "test.issuer.next-key");
    }

    public static void rotate() {
        var unused = send(HttpRequest.newBuilder(URI.create(issuer() + "/test/rotate")));
    }

    /** Of the JSON dialect, as the demo application has them. */
    public static String ofDialect(String user, String audience) {
        Map<String, Object> claims = claims(user, "");
        claims.remove("sub");
        claims.remove("client_id");
        claims.put("iss", "atm");
        claims.put("aud", audience);
        claims.put(
                "scope",
                Map.of(
                        "id",
                        user,
                        "email",
                        user + "@example.com",
                        "firstName",
                        "First of " + user));
        return signed("dialect-at+jwt", claims, "test.issuer.key");
    }

    private static String signed(Map<String, Object> claims, String keySetting) {
        return signed("at+jwt", claims, keySetting);
    }

    private static String signed(String type, Map<String, Object> claims, String keySetting) {
        try {
            return signed(type, claims, PublicJsonWebKey.Factory.newPublicJwk(setting(keySetting)));
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    static String signed(Map<String, Object> claims, PublicJsonWebKey key) {
        return signed("at+jwt", claims, key);
    }

    private static String signed(String type, Map<String, Object> claims, PublicJsonWebKey key) {
        try {
            JsonWebSignature jws = new JsonWebSignature();
            jws.setHeader("typ", type);
            jws.setHeader("alg", "RS256");
            jws.setHeader("kid", key.getKeyId());
            jws.setPayload(JsonUtil.toJson(claims));
            jws.setKey(key.getPrivateKey());
            return jws.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    /** From now on userinfo answers this status, {@code someone-else}, or not yet: {@code held}. */
    public static void userinfoAnswers(String what) {
        var unused = send(HttpRequest.newBuilder(URI.create(issuer() + "/test/userinfo?" + what)));
    }

    /** How often the issuer was asked for anything. */
    public static int requestsToTheIssuer() {
        return Integer.parseInt(
                send(HttpRequest.newBuilder(URI.create(issuer() + "/test/requests"))));
    }

    private static String send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String issuer() {
        return setting("countersign.resource-server.issuer");
    }

    private static String setting(String name) {
        return ConfigProvider.getConfig().getValue(name, String.class);
    }
}

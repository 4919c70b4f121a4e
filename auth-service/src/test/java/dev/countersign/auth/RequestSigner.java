package dev.countersign.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;

/** The declared {@code signed-app}, which has the key to this. */
public final class RequestSigner {

    public static final String CLIENT = "signed-app";
    public static final String CALLBACK = "https://signed.example/callback";

    private static final String ISSUER = "http://localhost:8080";
    private static final String KEY =
            """
            {"kty": "EC", "crv": "P-256", "kid": "signed-app-1",
             "x": "qTd-DM6989C4zmufIsvP7z-HARfKzXFiWdkOFGNuQ40",
             "y": "-S-aA4SnCpmIrYbh30SDHRnUW3QrFBIqHol9_Q6JPq8",
             "d": "5liLX6C6uzZu72CTaOUU2UwIwzqcyYNH0iRPVGoBy6k"}
            """;

    private RequestSigner() {}

    /** The claims of a request that nothing is wrong with; names and values to change follow. */
    public static Map<String, Object> claims(String... changes) {
        Map<String, Object> claims =
                new HashMap<>(
                        Visitor.request(
                                "client_id", CLIENT,
                                "redirect_uri", CALLBACK,
                                "scope", "openid accounts:read"));
        claims.put("iss", CLIENT);
        claims.put("aud", ISSUER);
        claims.put("exp", Instant.now().getEpochSecond() + 60);
        for (int i = 0; i < changes.length; i += 2) {
            claims.put(changes[i], changes[i + 1]);
        }
        return claims;
    }

    public static String sign(Map<String, Object> claims) {
        return sign(claims, "oauth-authz-req+jwt");
    }

    public static String sign(Map<String, Object> claims, String type) {
        try {
            PublicJsonWebKey key = PublicJsonWebKey.Factory.newPublicJwk(KEY);
            JsonWebSignature jws = jws(JsonUtil.toJson(claims), "ES256", type);
            jws.setKeyIdHeaderValue(key.getKeyId());
            jws.setKey(key.getPrivateKey());
            return jws.getCompactSerialization();
        } catch (JoseException e) {
            throw new AssertionError(e);
        }
    }

    /** RFC 7518 §3.6. */
    public static String unsigned(Map<String, Object> claims) {
        try {
            JsonWebSignature jws = jws(JsonUtil.toJson(claims), "none", "JWT");
            jws.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
            return jws.getCompactSerialization();
        } catch (JoseException e) {
            throw new AssertionError(e);
        }
    }

    /** Under what anybody knows. */
    public static String hmac(Map<String, Object> claims) {
        try {
            JsonWebSignature jws = jws(JsonUtil.toJson(claims), "HS256", "JWT");
            jws.setKey(new HmacKey(KEY.getBytes(UTF_8)));
            return jws.getCompactSerialization();
        } catch (JoseException e) {
            throw new AssertionError(e);
        }
    }

    /** {@code private_key_jwt}, OpenID Connect Core 1.0 §9. */
    public static Map<String, String> assertion() {
        long now = Instant.now().getEpochSecond();
        return Map.of(
                "client_assertion_type",
                "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                "client_assertion",
                sign(
                        Map.of(
                                "iss",
                                CLIENT,
                                "sub",
                                CLIENT,
                                "aud",
                                ISSUER + "/oauth2/par",
                                "jti",
                                UUID.randomUUID().toString(),
                                "exp",
                                now + 60),
                        "JWT"));
    }

    private static JsonWebSignature jws(String payload, String algorithm, String type) {
        JsonWebSignature jws = new JsonWebSignature();
        jws.setAlgorithmHeaderValue(algorithm);
        jws.setHeader("typ", type);
        jws.setPayload(payload);
        return jws;
    }
}

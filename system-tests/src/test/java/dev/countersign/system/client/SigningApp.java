package dev.countersign.system.client;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.countersign.desktop.http.Answer;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.text.ParseException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * An application that authenticates by assertions (OpenID Connect Core 1.0 §9), and may sign its
 * requests (RFC 9101).
 */
public final class SigningApp {

    private interface Signer {
        String sign(Map<String, Object> claims)
                throws GeneralSecurityException, JOSEException, ParseException;
    }

    private final String issuer;
    private final App app;
    private final Signer signer;

    private SigningApp(String issuer, App app, Signer signer) {
        this.issuer = issuer;
        this.app = app;
        this.signer = signer;
    }

    /** By {@code private_key_jwt}. */
    public static SigningApp byKey(
            Administration administration, String issuer, String algorithm, String callback)
            throws IOException, GeneralSecurityException {
        ClientSigner key = ClientSigner.of(algorithm);
        String members =
                "\"token_endpoint_auth_method\": \"private_key_jwt\", \"jwks\": " + key.jwks();
        App app = registered(administration, callback, members);
        return new SigningApp(issuer, app, key::sign);
    }

    /** By {@code client_secret_jwt}. */
    public static SigningApp bySecret(Administration administration, String issuer, String callback)
            throws IOException {
        App app =
                registered(
                        administration,
                        callback,
                        "\"token_endpoint_auth_method\": \"client_secret_jwt\"");
        return new SigningApp(issuer, app, claims -> hmac(app.secret(), claims));
    }

    private static App registered(Administration administration, String callback, String members)
            throws IOException {
        Answer made =
                administration.call(
                        "POST",
                        "/admin/applications",
                        """
                        {"name": "Signer", "authenticator": "Authorization Code Flow",
                         "redirect_uris": ["%s"], "consent": false,
                         "scopes": ["openid", "profile", "accounts:read"], %s}
                        """
                                .formatted(callback, members),
                        201);
        return new App(made.text("client_id"), made.text("client_secret"), callback);
    }

    private static String hmac(String secret, Map<String, Object> claims)
            throws JOSEException, ParseException {
        SignedJWT jwt =
                new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), JWTClaimsSet.parse(claims));
        jwt.sign(new MACSigner(secret));
        return jwt.serialize();
    }

    public App app() {
        return app;
    }

    /** The form with an assertion that nobody has seen yet. */
    public Form authenticate(Form form) {
        return form.and(
                        "client_assertion_type",
                        "urn:ietf:params:oauth:client-assertion-type:jwt-bearer")
                .and("client_assertion", signed(claims()));
    }

    /** The request as a request object, RFC 9101 §4. */
    public String requestObject(AuthorizationRequest request) {
        Map<String, Object> claims = new HashMap<>();
        request.parameters().parameters().forEach(it -> claims.put(it.name(), it.value()));
        claims.put("iss", app.clientId());
        claims.put("aud", issuer);
        claims.put("exp", Instant.now().getEpochSecond() + 60);
        return signed(claims);
    }

    private String signed(Map<String, Object> claims) {
        try {
            return signer.sign(claims);
        } catch (GeneralSecurityException | JOSEException | ParseException e) {
            throw new AssertionError("the application cannot sign", e);
        }
    }

    private Map<String, Object> claims() {
        long now = Instant.now().getEpochSecond();
        return Map.of(
                "iss",
                app.clientId(),
                "sub",
                app.clientId(),
                "aud",
                issuer,
                "jti",
                UUID.randomUUID().toString(),
                "iat",
                now,
                "exp",
                now + 60);
    }
}

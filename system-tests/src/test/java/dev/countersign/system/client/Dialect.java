package dev.countersign.system.client;

import com.nimbusds.jose.util.JSONObjectUtils;
import dev.countersign.desktop.http.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/** An application that speaks the JSON dialect (contract, section 6), and sends no secret. */
public record Dialect(Origin origin, String clientId) {

    private static final String VERIFIER = "123456789";

    /** The answer of {@code /auth/token} to who has just signed in at {@code /auth}. */
    public Answer signIn(String email, String password) throws IOException {
        Answer signedIn =
                post(
                        "/auth",
                        Map.of(
                                "loginId",
                                email,
                                "password",
                                password,
                                "clientId",
                                clientId,
                                "code_challenge",
                                challenge(),
                                "code_challenge_method",
                                "SHA256"));
        return post(
                "/auth/token",
                Map.of(
                        "clientId",
                        clientId,
                        "grant_types",
                        "authorization_code",
                        "code",
                        signedIn.text("code"),
                        "code_verifier",
                        VERIFIER));
    }

    public Answer refresh(Answer tokens) throws IOException {
        return post(
                "/auth/token",
                Map.of(
                        "clientId",
                        clientId,
                        "grantType",
                        "refresh_token",
                        "refresh_token",
                        tokens.text("refresh_token")));
    }

    private Answer post(String path, Map<String, Object> document) throws IOException {
        return origin.send(
                "POST", path, "application/json", JSONObjectUtils.toJSONString(document));
    }

    private static String challenge() {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(VERIFIER.getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}

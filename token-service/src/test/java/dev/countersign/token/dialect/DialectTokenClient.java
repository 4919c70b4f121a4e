package dev.countersign.token.dialect;

import dev.countersign.protocol.pkce.DialectChallenge;
import dev.countersign.protocol.pkce.DialectChallenge.Method;
import dev.countersign.protocol.pkce.DialectVerifier;
import dev.countersign.token.fixture.Authorizations;
import dev.countersign.token.fixture.Demo;
import dev.countersign.token.fixture.TokenClient;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.Map;

/** Calls {@code POST /auth/token} as an existing client does. */
final class DialectTokenClient {

    static final String APP = "demoAtmClient0000001";
    static final String CONFIDENTIAL = "confidentialDialect1";
    static final String VERIFIER = "123456789";

    private DialectTokenClient() {}

    /** A code as the dialect's login gives it. */
    static String code(Demo demo, String client) {
        return demo.code(
                Authorizations.ofDialect(
                        client,
                        demo.now(),
                        DialectChallenge.of(Method.SHA256, new DialectVerifier(VERIFIER))));
    }

    static Map<String, String> codeRequest(String code, String... changes) {
        return body(
                Map.of(
                        "clientId", APP,
                        "grant_types", "authorization_code",
                        "code", code,
                        "code_verifier", VERIFIER),
                changes);
    }

    static Map<String, String> refreshRequest(String refreshToken, String... changes) {
        return body(
                Map.of(
                        "clientId", APP,
                        "grantType", "refresh_token",
                        "refresh_token", refreshToken),
                changes);
    }

    /** Names and values to change; an empty value leaves the member out. */
    private static Map<String, String> body(Map<String, String> right, String... changes) {
        Map<String, String> body = new HashMap<>(right);
        for (int i = 0; i < changes.length; i += 2) {
            body.put(changes[i], changes[i + 1]);
        }
        body.values().removeIf(String::isEmpty);
        return body;
    }

    static Response call(Map<String, String> body) {
        return TokenClient.request().contentType("application/json").body(body).post("/auth/token");
    }
}

package dev.countersign.auth.dialect;

import static io.restassured.RestAssured.given;

import dev.countersign.auth.Visitor;
import dev.countersign.protocol.pkce.DialectChallenge;
import dev.countersign.protocol.pkce.DialectChallenge.Method;
import dev.countersign.protocol.pkce.DialectVerifier;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.Map;

/** Calls {@code POST /auth} as an existing client does. */
final class DialectClient {

    static final DialectVerifier VERIFIER = new DialectVerifier("123456789");
    static final String CHALLENGE = DialectChallenge.of(Method.SHA256, VERIFIER).value();

    private DialectClient() {}

    /** A body that nothing is wrong with; names and values to change follow, null to leave out. */
    static Map<String, String> body(String... changes) {
        Map<String, String> body = new HashMap<>();
        body.put("loginId", "end.user@example.com");
        body.put("password", Visitor.PASSWORD);
        body.put("clientId", "dialect-app-00000001");
        body.put("code_challenge", CHALLENGE);
        body.put("code_challenge_method", "SHA256");
        for (int i = 0; i < changes.length; i += 2) {
            body.put(changes[i], changes[i + 1]);
        }
        body.values().removeIf(""::equals);
        return body;
    }

    static Response auth(String... changes) {
        return authFrom("198.51.100.200", changes);
    }

    static Response authFrom(String address, String... changes) {
        return given().header("X-Forwarded-For", address)
                .contentType("application/json")
                .body(body(changes))
                .post("/auth");
    }
}

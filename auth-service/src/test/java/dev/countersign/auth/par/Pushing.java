package dev.countersign.auth.par;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Map;

/** A client at the pushed authorization request endpoint. */
public final class Pushing {

    private Pushing() {}

    /** By {@code client_secret_basic}. */
    public static Response push(String client, String secret, Map<String, String> form) {
        return posted(given().auth().preemptive().basic(client, secret), form);
    }

    /** By what is in the form, or as a public client. */
    public static Response push(Map<String, String> form) {
        return posted(given(), form);
    }

    /** What the browser is sent with, once the request is pushed. */
    public static Map<String, String> pushed(Response answer, String client) {
        String uri = answer.then().statusCode(201).extract().path("request_uri");
        return Map.of("client_id", client, "request_uri", uri);
    }

    public static void isRefused(Response answer, int status, String error) {
        answer.then()
                .statusCode(status)
                .contentType("application/json")
                .header("Cache-Control", "no-store")
                .body("error", equalTo(error));
    }

    private static Response posted(RequestSpecification request, Map<String, String> form) {
        return request.contentType("application/x-www-form-urlencoded")
                .formParams(form)
                .post("/oauth2/par");
    }
}

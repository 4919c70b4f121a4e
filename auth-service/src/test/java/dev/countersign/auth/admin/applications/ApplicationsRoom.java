package dev.countersign.auth.admin.applications;

import dev.countersign.auth.Declared;
import dev.countersign.auth.admin.fixture.Administration;
import dev.countersign.auth.admin.fixture.Administration.Person;
import dev.countersign.clients.StoredSecret;
import dev.countersign.protocol.request.ClientSecret;
import dev.countersign.protocol.secret.ServerKeys;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;

/** Where applications are administered: by an administrator of each test's own. */
@SuppressWarnings("NullAway.Init")
abstract class ApplicationsRoom {

    static final String PATH = "/admin/applications";
    static final String PUBLIC =
            """
            {"name": "Notes", "authenticator": "Authorization PKCE Flow",
             "redirect_uris": ["http://127.0.0.1/callback", "com.example.notes:/callback"],
             "scopes": ["openid", "accounts:read"]}
            """;
    static final String CONFIDENTIAL =
            """
            {"name": "Shop", "authenticator": "Authorization Code Flow",
             "redirect_uris": ["https://shop.example/callback"], "scopes": ["openid"]}
            """;

    @Inject Administration administration;
    @Inject Declared declared;
    @Inject ServerKeys keys;

    Person admin;

    @BeforeEach
    void register() {
        declared.await();
        admin = administration.administrator();
    }

    ValidatableResponse create(String document) {
        return administration
                .by(admin)
                .contentType("application/json")
                .body(document)
                .post(PATH)
                .then();
    }

    String created(String document) {
        return create(document).statusCode(201).extract().path("client_id");
    }

    ValidatableResponse patch(Person by, String client, long version, String patch) {
        return administration
                .by(by)
                .header("If-Match", "\"" + version + "\"")
                .contentType("application/merge-patch+json")
                .body(patch)
                .patch(PATH + "/" + client)
                .then();
    }

    ValidatableResponse patch(String client, String patch) {
        return patch(admin, client, version(client), patch);
    }

    ValidatableResponse get(Person by, String path) {
        return administration.by(by).get(PATH + path).then();
    }

    ValidatableResponse secret(Person by, String client, String order) {
        return administration
                .by(by)
                .contentType("application/json")
                .body(order)
                .post(PATH + "/" + client + "/secret")
                .then();
    }

    long version(String client) {
        return row(client).getLong("version");
    }

    Row row(String client) {
        return administration
                .rows("select * from applications where client_id = $1", client)
                .getFirst();
    }

    boolean works(String client, String column, String secret) {
        return StoredSecret.ofBytes(row(client).getBuffer(column).getBytes())
                .matches(new ClientSecret(secret), keys);
    }

    static String with(String document, String members) {
        JsonObject whole = new JsonObject(document);
        new JsonObject(members).forEach(it -> whole.put(it.getKey(), it.getValue()));
        return whole.encode();
    }

    ValidatableResponse delete(String client, long version) {
        return administration
                .by(admin)
                .header("If-Match", "\"" + version + "\"")
                .delete(PATH + "/" + client)
                .then();
    }
}

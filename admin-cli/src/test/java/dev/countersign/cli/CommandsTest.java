package dev.countersign.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.countersign.cli.fixture.CannedServer;
import dev.countersign.cli.fixture.Cli;
import dev.countersign.cli.fixture.Noted;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each command becomes one request of the administration API. */
class CommandsTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String ID = "0190a0b0-0000-7000-8000-000000000001";

    private CannedServer server;
    private Cli cli;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        server = CannedServer.start();
        cli = Cli.of(server, folder).ofAnApplication();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static JsonNode json(String text) throws Exception {
        return JSON.readTree(text);
    }

    /** An accent stands for a blank within a word. */
    private static String[] words(String line) {
        return Stream.of(line.split(" ", -1))
                .map(it -> it.replace('`', ' '))
                .toArray(String[]::new);
    }

    private Noted sent(String line, String input) {
        Cli.Run run = cli.runWith(input, words(line));
        assertThat(run.status()).as(run.err()).isZero();
        Noted request = server.last();
        assertThat(request.header("Authorization")).isEqualTo("Bearer access-1");
        assertThat(request.header("Accept")).isEqualTo("application/json");
        return request;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
        application list                                         | /admin/applications
        application list --name A&B --limit 2 --after c=1        | /admin/applications?name=A%26B&limit=2&after=c%3D1
        application show app-1                                   | /admin/applications/app-1
        application show ../users                                | /admin/applications/..%2Fusers
        application users list app-1 --limit 9                   | /admin/applications/app-1/users?limit=9
        application managers list app-1                          | /admin/applications/app-1/managers
        api list                                                 | /admin/apis
        api show https://api.example/x                           | /admin/apis/aHR0cHM6Ly9hcGkuZXhhbXBsZS94
        user list --email a@b.example                            | /admin/users?email=a%40b.example
        user list --name Al`B                                    | /admin/users?name=Al+B
        user show 0190a0b0                                       | /admin/users/0190a0b0
        user export 0190a0b0                                     | /admin/users/0190a0b0/export
        token search --user alice@example.com --status live      | /admin/tokens?user=alice%40example.com&status=live
        token search --application a --scope s --api i --session x | /admin/tokens?application=a&scope=s&api=i&session=x
        token search --issued-from 2026-01-31T12:00:00Z --issued-to 2026-02-01T00:00:00Z | /admin/tokens?issued_from=2026-01-31T12%3A00%3A00Z&issued_to=2026-02-01T00%3A00%3A00Z
        token search --last-used-from 2026-01-31 --last-used-to 2026-02-01 --count --after c | /admin/tokens?last_used_from=2026-01-31&last_used_to=2026-02-01&count=true&cursor=c
        key list                                                 | /admin/keys
        revocation show 0190a0b0                                 | /admin/revocations/0190a0b0
        audit search --actor a --action b --target c --from d --to e --limit 3 --after f | /admin/audit?actor=a&action=b&target=c&from=d&to=e&limit=3&after=f
        """)
    void aReadingCommandIsAGet(String line, String path) {
        server.put("GET " + path, 200, "{}");

        assertThat(sent(line, "").line()).isEqualTo("GET " + path);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
        application create --name My`App --authenticator pkce | | /admin/applications | {"name": "My App", "authenticator": "Authorization PKCE Flow"}
        application create --name H --authenticator code --response-type code,code`id_token | | /admin/applications | {"name": "H", "authenticator": "Authorization Code Flow", "response_types": ["code", "code id_token"]}
        application create --name S --authenticator client-credentials --type service --scope tokens:read,users:read --grant-type client_credentials | | /admin/applications | {"name": "S", "authenticator": "Client Credentials Flow", "application_type": "service", "scopes": ["tokens:read", "users:read"], "grant_types": ["client_credentials"]}
        application create --name W --authenticator code --redirect-uri https://a.example/1 --redirect-uri https://a.example/2 --post-logout-redirect-uri https://a.example/bye --cors-origin https://b.example --default-api https://api.example --no-consent --members-only --dialect-issuer shop --set lifetimes.access_token=PT10M --set require_pkce=false | | /admin/applications | {"name": "W", "authenticator": "Authorization Code Flow", "redirect_uris": ["https://a.example/1", "https://a.example/2"], "post_logout_redirect_uris": ["https://a.example/bye"], "cors_origins": ["https://b.example"], "default_api": "https://api.example", "consent": false, "members_only": true, "dialect": {"enabled": true, "issuer": "shop"}, "lifetimes": {"access_token": "PT10M"}, "require_pkce": false}
        application rotate-secret app-1 | | /admin/applications/app-1/secret | {}
        application rotate-secret app-1 --overlap PT2H | | /admin/applications/app-1/secret | {"overlap": "PT2H"}
        application rotate-secret app-1 --leaked | | /admin/applications/app-1/secret | {"leaked": true}
        application users create app-1 --email e@example.com --first-name End --last-name User | pass`word | /admin/applications/app-1/users | {"first_name": "End", "last_name": "User", "email": "e@example.com", "password": "pass word", "confirm_password": "pass word"}
        application users invite app-1 e@example.com | | /admin/applications/app-1/invitations | {"email": "e@example.com"}
        api create https://api.example --name Api --scope a:read=See`a --scope a:write=Change`a --introspection-client api-1 | | /admin/apis | {"identifier": "https://api.example", "name": "Api", "scopes": [{"name": "a:read", "sentence": "See a"}, {"name": "a:write", "sentence": "Change a"}], "introspection": {"client_id": "api-1"}}
        api rotate-secret https://api.example/x | | /admin/apis/aHR0cHM6Ly9hcGkuZXhhbXBsZS94/secret | {}
        user create --email e@example.com --first-name End --set roles=["auditor"] | pass`word | /admin/users | {"first_name": "End", "email": "e@example.com", "password": "pass word", "confirm_password": "pass word", "roles": ["auditor"]}
        user reset-password u-1 | | /admin/users/u-1/password | {}
        user end-sessions u-1 | | /admin/users/u-1/sessions/end | {}
        token lookup | some-token | /admin/tokens/lookup | {"token": "some-token"}
        token revoke g-1 g-2 --reason lost --dry-run | | /admin/tokens/revoke | {"grants": ["g-1", "g-2"], "reason": "lost", "dry_run": true}
        revocation create --user e@example.com --application a --grant g --session s --audience i --key k --token-id t --before 2026-01-31T12:00:00Z --reason why | | /admin/revocations | {"user": "e@example.com", "application": "a", "grant": "g", "session": "s", "audience": "i", "key": "k", "token_id": "t", "before": "2026-01-31T12:00:00Z", "reason": "why"}
        key rotate | | /admin/keys | {}
        key rotate --alg ES256 --signs-in PT1H | | /admin/keys | {"alg": "ES256", "signs_in": "PT1H"}
        key compromised k/1 --yes | | /admin/keys/k%2F1/compromised | {}
        revocation create --everything --dry-run | | /admin/revocations | {"everything": true, "dry_run": true}
        revocation create --everything --yes | | /admin/revocations | {"everything": true}
        """)
    void anActIsAPost(String line, String input, String path, String document) throws Exception {
        server.put("POST " + path, 201, "{}");

        Noted request = sent(line, input == null ? "" : input.replace('`', ' ') + "\n");

        assertThat(request.line()).isEqualTo("POST " + path);
        assertThat(request.header("Content-Type")).isEqualTo("application/json");
        assertThat(json(request.body())).isEqualTo(json(document));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
        application users add app-1 u-1       | PUT /admin/applications/app-1/users/u-1
        application users remove app-1 u-1    | DELETE /admin/applications/app-1/users/u-1
        application managers add app-1 u-1    | PUT /admin/applications/app-1/managers/u-1
        application managers remove app-1 u-1 | DELETE /admin/applications/app-1/managers/u-1
        """)
    void aPersonIsPutInAndTakenOut(String line, String request) {
        server.put(request, 204, "");

        assertThat(sent(line, "").line()).isEqualTo(request);
    }

    @Test
    void aPersonMayBeNamedByTheirAddress() {
        server.put(
                "GET /admin/users?email=End%40example.com",
                200,
                """
                {"users": [{"id": "other", "email": "the.end@example.com"},
                           {"id": "%s", "email": "end@example.com"}]}"""
                        .formatted(ID));
        server.put("POST /admin/users/" + ID + "/sessions/end", 204, "");

        assertThat(sent("user end-sessions End@example.com", "").line()).contains(ID);
    }

    @Test
    void anAddressThatIsNobodysIsNotSentAsAnId() {
        server.put("GET /admin/users?email=end%40example.com", 200, "{\"users\": []}");

        assertThat(cli.run("user", "end-sessions", "end@example.com").status()).isEqualTo(1);
        assertThat(server.administration()).hasSize(1);
    }

    @Test
    void aCreationMayBeRepeatedUnderItsKey() {
        server.put("POST /admin/applications", 201, "{}");
        String line = "application create --name A --authenticator pkce";

        assertThat(sent(line, "").header("Idempotency-Key"))
                .hasSize(36)
                .isNotEqualTo(sent(line, "").header("Idempotency-Key"));
        assertThat(sent(line + " --idempotency-key k-1", "").header("Idempotency-Key"))
                .isEqualTo("k-1");
    }
}

package dev.countersign.system.atrest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.desktop.browser.Person;
import dev.countersign.system.atrest.Dump.Found;
import dev.countersign.system.client.App;
import dev.countersign.system.client.Authorized;
import dev.countersign.system.client.Form;
import dev.countersign.system.client.Issued;
import dev.countersign.system.client.Origin;
import dev.countersign.system.client.Visitor;
import dev.countersign.system.stack.RedisConnection;
import dev.countersign.system.stack.RunningStack;
import dev.countersign.system.stack.SystemTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Design.md, section 2: a dump of the stores, the events and the logs yields nothing that could be
 * used as a token, a code, a secret, a cookie or a password.
 */
@SystemTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NothingAtRestIsUsableIT {

    /** Of the many fields of one kind, so many are tried over HTTP; in memory, all are. */
    private static final int OF_A_KIND = 2;

    private static final int AT_ONCE = 8;

    /** Long enough that no two secrets share it by chance. */
    private static final int FRAGMENT = 16;

    private final RunningStack stack;
    private final Origin origin;

    /** In use while the stores are dumped. */
    private final Visitor frank;

    private final Authorized open;
    private final Issued desktop;
    private final Issued web;
    private final List<String> secrets = new ArrayList<>();

    NothingAtRestIsUsableIT(RunningStack stack) throws IOException {
        this.stack = stack;
        this.origin = Origin.of(stack);
        this.frank = new Visitor(origin, Person.whoAllows(Use.OWNER, Visitor.PASSWORD));
        this.desktop = Issued.by(frank.signIn(App.DESKTOP).refresh(origin, App.DESKTOP));
        this.web = frank.signIn(App.WEB);
        everythingElse();
        this.open = frank.authorize(App.DESKTOP);
        secrets.addAll(List.of(Visitor.PASSWORD, open.code(), verifier(open)));
        Stream.of(App.WEB, App.SERVICE, App.ACCOUNTS_API).map(App::secret).forEach(secrets::add);
        secrets.addAll(frank.cookieValues());
        List.of(desktop, web).forEach(this::remember);
    }

    /** Refusals, replays and revocations leave something behind, too. */
    private void everythingElse() throws IOException {
        Authorized replayed = frank.authorize(App.OTHER);
        Issued ofTheReplayed = Issued.by(replayed.redeem(origin));
        replayed.redeem(origin);
        Issued revoked = frank.signIn(App.OTHER);
        revoked.revokeAccessToken(origin, App.OTHER);
        revoked.revokeRefreshToken(origin, App.OTHER);
        Issued own =
                Issued.by(
                        origin.post(
                                "/oauth2/token",
                                App.SERVICE,
                                Form.of("grant_type", "client_credentials")));
        origin.post("/oauth2/introspect", App.ACCOUNTS_API, Form.of("token", own.accessToken()));
        origin.get("/api/accounts", desktop.accessToken());
        origin.get("/oauth2/userinfo", web.accessToken());
        secrets.addAll(List.of(replayed.code(), verifier(replayed), own.accessToken()));
        List.of(ofTheReplayed, revoked).forEach(this::remember);
    }

    private void remember(Issued tokens) {
        secrets.addAll(List.of(tokens.accessToken(), tokens.refreshToken(), tokens.idToken()));
    }

    private static String verifier(Authorized authorized) {
        return authorized.request().verifier().getValue();
    }

    @Test
    void noSecretOfAnyFlowIsInAnyStoreOrLogInAnySpelling() throws Exception {
        assertThat(leaks(Dump.of(stack))).isEmpty();
    }

    /** What this test is worth. */
    @Test
    void aSecretLeftInAStoreWouldBeFound() throws Exception {
        String encoded =
                Base64.getEncoder()
                        .encodeToString(desktop.refreshToken().getBytes(StandardCharsets.UTF_8));
        try (var redis = new RedisConnection(stack)) {
            redis.keep("planted:by-a-test", encoded);
            try {
                assertThat(leaks(Dump.of(stack))).containsExactly("redis value planted");
            } finally {
                redis.forget("planted:by-a-test");
            }
        }
    }

    @Test
    void nothingThatIsInAStoreOrLogWorksAsATokenACodeASecretOrAPassword() throws Exception {
        Set<String> values = values(Dump.of(stack));
        var tries = new ArrayList<Callable<String>>();
        for (Use use : Use.values()) {
            for (String value : use == Use.PASSWORD ? passwords() : values) {
                tries.add(() -> use.works(origin, open, value) ? use + ": " + value : "");
            }
        }

        assertThat(values).hasSizeGreaterThan(100);
        assertThat(all(tries)).containsOnly("");
        // the same tries take the true ones
        assertThat(Use.ACCESS_TOKEN_AT_USERINFO.works(origin, open, web.accessToken())).isTrue();
        assertThat(Use.ACCESS_TOKEN_AT_THE_API.works(origin, open, web.accessToken())).isTrue();
        assertThat(Use.REFRESH_TOKEN.works(origin, open, desktop.refreshToken())).isTrue();
        assertThat(Use.AUTHORIZATION_CODE.works(origin, open, open.code())).isTrue();
        assertThat(Use.CLIENT_SECRET.works(origin, open, App.SERVICE.secret())).isTrue();
        assertThat(Use.API_SECRET.works(origin, open, App.ACCOUNTS_API.secret())).isTrue();
        assertThat(frank.cookieValues()).anyMatch(it -> worksAsASession(it));
        assertThat(Use.PASSWORD.works(origin, open, Visitor.PASSWORD)).isTrue();
    }

    private boolean worksAsASession(String cookie) {
        try {
            return Use.SESSION_COOKIE.works(origin, open, cookie);
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }

    /** The places where a secret, or a piece of one, is found. */
    private Set<String> leaks(Dump dump) {
        var places = new LinkedHashSet<String>();
        List<String> fragments = secrets.stream().flatMap(it -> fragments(it)).distinct().toList();
        for (Found found : dump.found()) {
            for (String spelling : Spellings.of(found.text())) {
                if (fragments.stream().anyMatch(spelling::contains)) {
                    places.add(found.place());
                }
            }
        }
        return places;
    }

    /** Short ones whole; of the others the end, where no token says anything public. */
    private static Stream<String> fragments(String secret) {
        int length = secret.length();
        return length <= FRAGMENT
                ? Stream.of(secret)
                : Stream.of(
                        secret.substring(length - FRAGMENT),
                        secret.substring(length - 2 * FRAGMENT < 0 ? 0 : length - 2 * FRAGMENT)
                                .substring(0, FRAGMENT));
    }

    /** What has the characters of a token, in all of its spellings, some of each kind of field. */
    private static Set<String> values(Dump dump) {
        var values = new LinkedHashSet<String>();
        Map<String, Set<String>> ofAKind = new HashMap<>();
        for (Found found : dump.found().reversed()) {
            Set<String> kind =
                    ofAKind.computeIfAbsent(found.place(), place -> new LinkedHashSet<>());
            if (kind.size() < OF_A_KIND && kind.add(found.text())) {
                Spellings.of(found.text()).stream()
                        .filter(it -> it.matches("[A-Za-z0-9._~+/=-]{16,4096}"))
                        .forEach(values::add);
            }
        }
        return values;
    }

    /** The owner's own hash, whole and in parts: each try costs what a sign-in costs. */
    private List<String> passwords() throws Exception {
        String hash =
                Dump.of(stack).found().stream()
                        .filter(it -> it.place().equals("countersign.users.password_hash"))
                        .map(Found::text)
                        .findFirst()
                        .orElseThrow();
        return Stream.concat(Stream.of(hash), Pattern.compile("\\$").splitAsStream(hash).skip(4))
                .toList();
    }

    private static List<String> all(List<Callable<String>> tries) throws Exception {
        try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
            var answers = new ArrayList<String>();
            for (Future<String> answer : threads.invokeAll(tries)) {
                answers.add(answer.get());
            }
            return answers;
        }
    }
}

package dev.countersign.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import dev.countersign.desktop.http.Answer;
import dev.countersign.system.client.Administration;
import dev.countersign.system.client.App;
import dev.countersign.system.client.AuthorizationRequest;
import dev.countersign.system.client.Callback;
import dev.countersign.system.client.Form;
import dev.countersign.system.client.Issued;
import dev.countersign.system.client.Origin;
import dev.countersign.system.client.Refused;
import dev.countersign.system.client.Visitor;
import dev.countersign.system.stack.Eventually;
import dev.countersign.system.stack.RunningStack;
import dev.countersign.system.stack.SystemTest;
import java.io.IOException;
import java.text.ParseException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * The keys that sign are rotated while tokens are issued and used, and nobody notices; then the one
 * that signs is lost (design: Keys). Whatever it signed is worth nothing at once, for everybody, so
 * this comes late; it ends when the next key signs and all of the stack knows it.
 */
@SystemTest
@Order(Integer.MAX_VALUE - 1)
class KeysIT {

    private static final Duration SECOND = Duration.ofSeconds(1);

    /** The shortest notice, and time for each user to see the new key. */
    private static final Duration ROTATED = Duration.ofSeconds(25);

    /** Each process reads the keys again after two seconds; an API fetches once in five. */
    private static final Duration KEYS_ARE_READ = Duration.ofSeconds(10);

    private final Origin origin;
    private final Administration administration;

    KeysIT(RunningStack stack) {
        this.origin = Origin.of(stack);
        this.administration = new Administration(origin);
    }

    private static String key(String token) throws ParseException {
        return SignedJWT.parse(token).getHeader().getKeyID();
    }

    private boolean isPublished(String key) throws IOException, ParseException {
        return JWKSet.parse(origin.get("/oauth2/jwks").body()).getKeyByKeyId(key) != null;
    }

    private Answer api(Issued tokens) throws IOException {
        return origin.get("/api/accounts", tokens.accessToken());
    }

    private Answer userinfo(Issued tokens) throws IOException {
        return origin.get("/oauth2/userinfo", tokens.accessToken());
    }

    private boolean isActive(Issued tokens) throws IOException {
        return Boolean.TRUE.equals(
                origin.post(
                                "/oauth2/introspect",
                                App.ACCOUNTS_API,
                                Form.of("token", tokens.accessToken()))
                        .json()
                        .get("active"));
    }

    /** Contract, section 4. */
    @Test
    void aPlannedRotationUnderLoadFailsNobodyAndALostKeyStopsAllThatItSigned() throws Exception {
        Visitor alice = Visitor.alice(origin);
        Issued first = alice.signIn(App.DESKTOP);

        aRotationUnderLoadFailsNobody(first);
        // what was signed before is good for as long as it lives
        assertThat(api(first).status()).isEqualTo(200);
        assertThat(userinfo(first).status()).isEqualTo(200);
        assertThat(isPublished(key(first.accessToken()))).isTrue();

        aLostKeyStopsAllThatItSignedAndAnotherOneSigns(alice);
    }

    private void aRotationUnderLoadFailsNobody(Issued first) throws Exception {
        Load load = new Load();
        try (var users = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running =
                    IntStream.range(0, 3)
                            .<Future<?>>mapToObj(i -> users.submit(load::user))
                            .toList();
            try {
                administration.call("POST", "/admin/keys", "{\"signs_in\": \"PT15S\"}", 200);
                Eventually.within(ROTATED, () -> load.keys.size(), it -> it > 1 || load.failed());
                // a while longer, with tokens of both
                int seen = load.answers.get();
                Eventually.within(
                        ROTATED, load.answers::get, it -> it > seen + 60 || load.failed());
            } finally {
                load.ended.set(true);
            }
            for (Future<?> user : running) {
                user.get();
            }
        }
        assertThat(load.failures).isEmpty();
        assertThat(load.keys).hasSize(2).contains(key(first.accessToken()));
    }

    /** People who refresh and use what they get, again and again. */
    private final class Load {

        final Set<String> keys = ConcurrentHashMap.newKeySet();
        final Collection<String> failures = new ConcurrentLinkedQueue<>();
        final AtomicInteger answers = new AtomicInteger();
        final AtomicBoolean ended = new AtomicBoolean();

        boolean failed() {
            return !failures.isEmpty();
        }

        Void user() throws Exception {
            Issued tokens = Visitor.alice(origin).signIn(App.DESKTOP);
            while (!ended.get() && !failed()) {
                use(tokens);
                tokens = Issued.by(tokens.refresh(origin, App.DESKTOP));
            }
            return null;
        }

        private void use(Issued tokens) throws Exception {
            expect(api(tokens).status() == 200, "the API");
            expect(userinfo(tokens).status() == 200, "userinfo");
            expect(isActive(tokens), "introspection");
            expect(isPublished(key(tokens.idToken())), "the JWK Set, of an ID token");
            keys.add(key(tokens.accessToken()));
        }

        private void expect(boolean valid, String by) {
            answers.incrementAndGet();
            if (!valid) {
                failures.add("not valid for " + by);
            }
        }
    }

    private void aLostKeyStopsAllThatItSignedAndAnotherOneSigns(Visitor person) throws Exception {
        Issued tokens = person.signIn(App.DESKTOP);
        String lost = key(tokens.accessToken());
        assertThat(api(tokens).status()).isEqualTo(200);
        assertThat(userinfo(tokens).status()).isEqualTo(200);
        assertThat(isActive(tokens)).isTrue();
        assertThat(answerToHint(person, tokens).parameter("code")).isNotEmpty();

        administration.call("POST", "/admin/keys/" + lost + "/compromised", "{}", 200);

        // the server's own answers wait for nothing
        assertThat(isActive(tokens)).isFalse();
        Refused.challenging(userinfo(tokens), 401, "invalid_token");
        assertThat(answerToHint(person, tokens).parameter("error")).isEqualTo("login_required");
        Answer refused = Eventually.within(SECOND, () -> api(tokens), it -> it.status() != 200);
        Refused.challenging(refused, 401, "invalid_token");

        Eventually.within(KEYS_ARE_READ, () -> isPublished(lost), published -> !published);
        // what people allowed is not lost with the key
        Issued fresh = Issued.by(tokens.refresh(origin, App.DESKTOP));
        String replacement = key(fresh.accessToken());
        assertThat(replacement).isNotEqualTo(lost);
        assertThat(isPublished(replacement)).isTrue();
        Eventually.within(KEYS_ARE_READ, () -> api(fresh), it -> it.status() == 200);
        Eventually.within(KEYS_ARE_READ, () -> userinfo(fresh), it -> it.status() == 200);
        assertThat(isActive(fresh)).isTrue();
        Refused.challenging(api(tokens), 401, "invalid_token");
        // and so does whoever revokes: what it does not know is as good as revoked, and stays
        Eventually.within(
                KEYS_ARE_READ,
                () -> {
                    fresh.revokeAccessToken(origin, App.DESKTOP);
                    return isActive(fresh);
                },
                active -> !active);
    }

    /** OpenID Connect Core 1.0 §3.1.2.1: who is signed in, by an ID token of ours. */
    private Callback answerToHint(Visitor person, Issued tokens) throws IOException {
        return Callback.of(
                person.visit(
                                AuthorizationRequest.of(App.DESKTOP)
                                        .with("prompt", "none")
                                        .with("id_token_hint", tokens.idToken()))
                        .address());
    }
}

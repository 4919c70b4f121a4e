package dev.countersign.store.code;

import static dev.countersign.store.Stores.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.Family;
import dev.countersign.protocol.GrantId;
import dev.countersign.protocol.Scopes;
import dev.countersign.protocol.SessionId;
import dev.countersign.protocol.SubjectIdentifier;
import dev.countersign.protocol.UserId;
import dev.countersign.protocol.pkce.CodeChallenge;
import dev.countersign.protocol.token.AuthorizationCode;
import dev.countersign.store.Stores;
import dev.countersign.store.World;
import dev.countersign.store.code.Redemption.Redeemed;
import dev.countersign.store.code.Redemption.Replayed;
import dev.countersign.store.code.Redemption.Unknown;
import dev.countersign.store.redis.HashedKey;
import dev.countersign.store.redis.StoredJson;
import io.vertx.mutiny.redis.client.Command;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AuthorizationCodesTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Stores stores = Stores.shared();
    private final AuthorizationCodes codes = new AuthorizationCodes(stores.redis);
    private final AuthorizationCode code = AuthorizationCode.random();
    private final Authorization authorization =
            new Authorization(
                    Family.OAUTH,
                    GrantId.endingAt(Instant.now().plusSeconds(3600)),
                    new ClientId("desktop-app"),
                    new UserId(UUID.randomUUID()),
                    new SubjectIdentifier(UUID.randomUUID()),
                    SessionId.random(),
                    "http://127.0.0.1:8001/callback",
                    Optional.of("http://127.0.0.1:8001/callback"),
                    Optional.of(new CodeChallenge("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM")),
                    Scopes.parse("openid email"),
                    World.CLAIMS,
                    Optional.of("n\"ä"),
                    Instant.ofEpochMilli(1_700_000_000_123L),
                    Instant.ofEpochMilli(1_700_000_000_000L),
                    "1",
                    List.of("pwd"),
                    Optional.of("::1"),
                    Optional.empty(),
                    3);

    private void issue() {
        await(codes.issue(code, authorization, MINUTE));
    }

    private Redemption redeem() {
        return await(codes.redeem(code.value()));
    }

    @Test
    void aCodeIsRedeemedForWhatItStandsFor() {
        issue();
        assertThat(redeem()).isEqualTo(new Redeemed(authorization));
    }

    /** RFC 6749 §4.1.2. */
    @Test
    void aSecondUseIsAReplayThatNamesTheGrant() {
        issue();
        redeem();
        assertThat(redeem()).isEqualTo(new Replayed(authorization.grant()));
        assertThat(redeem()).isEqualTo(new Replayed(authorization.grant()));
    }

    @Test
    void ofManyConcurrentRedemptionsExactlyOneSucceeds() throws Exception {
        issue();
        try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
            List<Callable<Redemption>> calls =
                    IntStream.range(0, 64)
                            .<Callable<Redemption>>mapToObj(i -> this::redeem)
                            .toList();
            List<Redemption> all =
                    threads.invokeAll(calls).stream().map(Future::resultNow).toList();
            assertThat(all).filteredOn(Redeemed.class::isInstance).hasSize(1);
            assertThat(all).filteredOn(Replayed.class::isInstance).hasSize(63);
        }
    }

    @Test
    void aCodeThatNobodyIssuedIsUnknown() {
        assertThat(redeem()).isEqualTo(new Unknown());
    }

    @Test
    void whatHasNotTheFormOfACodeIsUnknown() {
        for (String text : List.of("", "x", "cscode_", code.value() + "A", "{}*\r\n")) {
            assertThat(await(codes.redeem(text))).isEqualTo(new Unknown());
        }
    }

    @Test
    void aCodePastItsLifetimeIsUnknown() throws Exception {
        await(codes.issue(code, authorization, Duration.ofMillis(50)));
        Thread.sleep(100);
        assertThat(redeem()).isEqualTo(new Unknown());
    }

    @Test
    void aSpentCodeIsAReplayLongAfterItsLifetime() throws Exception {
        await(codes.issue(code, authorization, Duration.ofMillis(500)));
        assertThat(redeem()).isInstanceOf(Redeemed.class);
        Thread.sleep(600);
        assertThat(redeem()).isInstanceOf(Replayed.class);
    }

    @Test
    void aCodeGivenBackIsSpendableOnceMore() {
        issue();
        redeem();
        await(codes.giveBack(code));
        assertThat(redeem()).isEqualTo(new Redeemed(authorization));
        assertThat(redeem()).isInstanceOf(Replayed.class);
    }

    @Test
    void aCodeWasNotGivenBackOnceASecondPresentationWasSeen() {
        issue();
        redeem();
        redeem();
        await(codes.giveBack(code));
        assertThat(redeem()).isEqualTo(new Replayed(authorization.grant()));
    }

    @Test
    void aCodeGivenBackDoesNotOutliveItsLifetime() throws Exception {
        await(codes.issue(code, authorization, Duration.ofMillis(300)));
        redeem();
        await(codes.giveBack(code));
        Thread.sleep(350);
        assertThat(redeem()).isEqualTo(new Unknown());
    }

    @Test
    void rubbishInRedisIsAbsent() {
        String key = HashedKey.of("code", code.hash());
        await(stores.redis.send(Command.SET, key, "rubbish"));
        assertThat(redeem()).isEqualTo(new Unknown());

        await(stores.redis.send(Command.DEL, key));
        await(stores.redis.send(Command.HSET, key, "authorization", "{\"v\":1", "grant", "x"));
        assertThat(redeem()).isEqualTo(new Unknown());
        assertThat(redeem()).isEqualTo(new Unknown());
    }

    @Test
    void aValueOfAnotherVersionIsAbsent() {
        String json = StoredJson.write(StoredAuthorization.of(authorization));
        await(
                stores.redis.send(
                        Command.HSET,
                        HashedKey.of("code", code.hash()),
                        "authorization",
                        json.replace("\"v\":1", "\"v\":2"),
                        "grant",
                        authorization.grant().toString()));
        assertThat(redeem()).isEqualTo(new Unknown());
    }

    @Test
    void redisKnowsTheCodeByItsHashOnly() {
        issue();
        String keys = await(stores.redis.send(Command.KEYS, "*")).orElseThrow().toString();
        assertThat(keys).doesNotContain(code.value(), code.value().substring(7));
    }

    /** Contract, section 6: the code carries its family, and a challenge of whatever kind. */
    @Test
    void aCodeOfTheDialectIsRedeemedForWhatItStandsFor() {
        Authorization dialect = new World(stores).dialectAuthorization();
        await(codes.issue(code, dialect, MINUTE));
        assertThat(redeem()).isEqualTo(new Redeemed(dialect));
    }
}

package dev.countersign.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.error.ErrorCode;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.protocol.request.ClientCredentials;
import dev.countersign.protocol.request.ClientCredentials.None;
import dev.countersign.protocol.request.ClientCredentials.SecretBasic;
import dev.countersign.protocol.request.ClientCredentials.SecretPost;
import dev.countersign.protocol.request.ClientSecret;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** RFC 6749 §3.2.1. */
class ClientAuthenticatorTest {

    private static final Instant OVERLAP_ENDS = Instant.parse("2026-03-01T10:00:00Z");
    private static final ClientSecret FORMER = new ClientSecret("the-former-secret");
    private static final ClientSecret WRONG = new ClientSecret("wrong");

    private final Application nativeApp = Fixtures.nativeApplication();
    private final Application webApp = Fixtures.webApplication();
    private final Api api =
            new Api(
                    Fixtures.API,
                    new ClientId("accounts-api"),
                    StoredSecret.of(Fixtures.SECRET, Fixtures.KEYS));
    private final Application pkceApp =
            Fixtures.publicWithSecret(
                    Optional.of(
                            new FormerSecret(
                                    StoredSecret.of(FORMER, Fixtures.KEYS), OVERLAP_ENDS)));
    private final ApplicationsInMemory stored =
            new ApplicationsInMemory(nativeApp, webApp, pkceApp, api);
    private Instant now = OVERLAP_ENDS.minusMillis(1);
    private final ClientAuthenticator clients =
            new ClientAuthenticator(
                    new ApplicationCache(stored, Rereading.DEFAULT, InstantSource.system()),
                    Fixtures.assertions(new DocumentsInMemory(), () -> now),
                    Fixtures.KEYS,
                    () -> now);
    private final List<Caller> work = new ArrayList<>();

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(5));
    }

    /** Asks for nothing but who it is. */
    private Uni<Application> authenticate(ClientCredentials credentials) {
        return clients.authenticate(credentials, Uni.createFrom()::item);
    }

    private Uni<Caller> confidential(ClientCredentials credentials) {
        return clients.authenticateConfidential(credentials, Uni.createFrom()::item);
    }

    private void assertRefused(ClientCredentials credentials, Refusal refusal) {
        assertRefused(() -> authenticate(credentials), refusal);
    }

    private static void assertRefused(Supplier<Uni<?>> call, Refusal refusal) {
        assertThatThrownBy(() -> await(call.get()))
                .isInstanceOfSatisfying(
                        OAuthException.class,
                        it -> {
                            assertThat(it.refusal()).isEqualTo(refusal);
                            assertThat(it.code()).isEqualTo(ErrorCode.INVALID_CLIENT);
                        });
    }

    @Test
    void aPublicClientIsWhoItSays() {
        assertThat(await(authenticate(new None(nativeApp.clientId())))).isEqualTo(nativeApp);
    }

    @Test
    void aConfidentialClientProvesItByEitherMethod() {
        assertThat(await(authenticate(new SecretBasic(webApp.clientId(), Fixtures.SECRET))))
                .isEqualTo(webApp);
        assertThat(await(authenticate(new SecretPost(webApp.clientId(), Fixtures.SECRET))))
                .isEqualTo(webApp);
    }

    @Test
    void aWrongSecretAMissingOneAndAnUnknownClientAreRefused() {
        assertRefused(new SecretBasic(webApp.clientId(), WRONG), Refusal.CLIENT_SECRET_WRONG);
        assertRefused(new None(webApp.clientId()), Refusal.CLIENT_SECRET_MISSING);
        assertRefused(new None(new ClientId("nobody")), Refusal.CLIENT_UNKNOWN);
        assertRefused(
                new SecretPost(nativeApp.clientId(), WRONG),
                Refusal.CLIENT_SECRET_OF_PUBLIC_CLIENT);
    }

    /** Contract, section 6: {@code Authorization PKCE Flow}. */
    @Test
    void aPublicClientWithASecretMaySendItAndAWrongOneIsRefused() {
        assertThat(pkceApp.isPublic()).isTrue();
        assertThat(await(authenticate(new None(pkceApp.clientId())))).isEqualTo(pkceApp);
        assertThat(await(authenticate(new SecretPost(pkceApp.clientId(), Fixtures.SECRET))))
                .isEqualTo(pkceApp);
        assertRefused(new SecretPost(pkceApp.clientId(), WRONG), Refusal.CLIENT_SECRET_WRONG);
    }

    @Test
    void duringAPlannedRotationBothSecretsWorkAndAfterItOnlyTheNewOne() {
        var former = new SecretPost(pkceApp.clientId(), FORMER);
        assertThat(await(authenticate(former))).isEqualTo(pkceApp);

        now = OVERLAP_ENDS;

        assertRefused(former, Refusal.CLIENT_SECRET_WRONG);
    }

    /** A leaked secret is replaced: nobody waits until what is remembered is forgotten. */
    @Test
    void aSecretThatReplacedTheRememberedOneWorksAtOnceAndEndsTheOldOne() {
        var old = new SecretBasic(webApp.clientId(), Fixtures.SECRET);
        await(authenticate(old));
        Application replaced = Fixtures.webApplication(new ClientSecret("replaced"));
        stored.replace(replaced);

        assertThat(
                        await(
                                authenticate(
                                        new SecretBasic(
                                                webApp.clientId(), new ClientSecret("replaced")))))
                .isEqualTo(replaced);
        assertRefused(old, Refusal.CLIENT_SECRET_WRONG);
    }

    @Test
    void whoGuessesSecretsCostsOneReadASecond() {
        var guess = new SecretBasic(webApp.clientId(), WRONG);
        long start = System.nanoTime();
        for (int i = 0; i < 200; i++) {
            assertRefused(guess, Refusal.CLIENT_SECRET_WRONG);
        }
        long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds();
        assertThat(stored.reads.get()).isBetween(2, (int) seconds + 3);
    }

    private Uni<String> working(ClientCredentials credentials) {
        return clients.authenticate(credentials, this::work);
    }

    private Uni<String> confidentiallyWorking(ClientCredentials credentials) {
        return clients.authenticateConfidential(credentials, this::work);
    }

    /** As a store does it: only for what is registered now. */
    private Uni<String> work(Caller caller) {
        work.add(caller);
        return stored.has(caller)
                ? Uni.createFrom().item("done")
                : Uni.createFrom().failure(new OAuthException(Refusal.CLIENT_CHANGED));
    }

    @Test
    void aSecretThatWasReplacedIsOfNoUseThoughItIsRemembered() {
        var old = new SecretBasic(webApp.clientId(), Fixtures.SECRET);
        await(working(old));
        stored.replace(Fixtures.webApplication(new ClientSecret("replaced")));

        assertRefused(() -> working(old), Refusal.CLIENT_SECRET_WRONG);
        assertRefused(old, Refusal.CLIENT_SECRET_WRONG);
        assertThat(work).as("once as remembered, and never again").containsExactly(webApp, webApp);
    }

    @Test
    void aSecretThatIsStoredAnewIsTakenAndTheWorkBeginsAgain() {
        var credentials = new SecretBasic(webApp.clientId(), Fixtures.SECRET);
        await(working(credentials));
        Application storedAnew = Fixtures.webApplication();
        stored.replace(storedAnew);

        assertThat(await(working(credentials))).isEqualTo("done");
        assertThat(work).containsExactly(webApp, webApp, storedAnew);
    }

    @Test
    void whatChangesWithoutEndIsTriedTwice() {
        var credentials = new SecretBasic(webApp.clientId(), Fixtures.SECRET);

        assertRefused(
                () ->
                        clients.authenticate(
                                credentials,
                                caller -> {
                                    work.add(caller);
                                    return Uni.createFrom()
                                            .failure(new OAuthException(Refusal.CLIENT_CHANGED));
                                }),
                Refusal.CLIENT_CHANGED);
        assertThat(work).hasSize(2);
    }

    @Test
    void theSecretOfAnApiThatWasReplacedIsOfNoUseAndTheNewOneWorksAtOnce() {
        var old = new SecretBasic(api.clientId(), Fixtures.SECRET);
        var fresh = new SecretBasic(api.clientId(), new ClientSecret("replaced"));
        await(confidentiallyWorking(old));
        stored.replace(
                new Api(
                        Fixtures.API,
                        api.clientId(),
                        StoredSecret.of(new ClientSecret("replaced"), Fixtures.KEYS)));

        assertRefused(() -> confidentiallyWorking(old), Refusal.CLIENT_SECRET_WRONG);
        assertThat(await(confidentiallyWorking(fresh))).isEqualTo("done");
        assertThat(await(clients.authenticateApi(fresh)).clientId()).isEqualTo(api.clientId());
    }

    /** RFC 7662 §2.1. */
    @Test
    void anApiAndAConfidentialClientMayIntrospectAPublicClientMayNot() {
        assertThat(await(confidential(new SecretBasic(api.clientId(), Fixtures.SECRET))))
                .isEqualTo(api);
        assertThat(await(confidential(new SecretBasic(webApp.clientId(), Fixtures.SECRET))))
                .isEqualTo(webApp);
        assertThatThrownBy(() -> await(confidential(new None(nativeApp.clientId()))))
                .isInstanceOf(OAuthException.class);
        assertThatThrownBy(() -> await(confidential(new SecretBasic(api.clientId(), WRONG))))
                .isInstanceOf(OAuthException.class);
    }

    @Test
    void anApiIsNoApplication() {
        assertRefused(new SecretBasic(api.clientId(), Fixtures.SECRET), Refusal.CLIENT_UNKNOWN);
    }

    @Test
    void onlyAnApiIsAnApi() {
        var right = new SecretBasic(api.clientId(), Fixtures.SECRET);
        assertThat(await(clients.authenticateApi(right))).isEqualTo(api);
        assertNoApi(new SecretBasic(api.clientId(), WRONG), Refusal.CLIENT_SECRET_WRONG);
        assertNoApi(new None(api.clientId()), Refusal.CLIENT_SECRET_MISSING);
        assertNoApi(new SecretBasic(webApp.clientId(), Fixtures.SECRET), Refusal.CALLER_IS_NO_API);
        assertNoApi(new None(nativeApp.clientId()), Refusal.CALLER_IS_NO_API);
    }

    private void assertNoApi(ClientCredentials credentials, Refusal refusal) {
        assertThatThrownBy(() -> await(clients.authenticateApi(credentials)))
                .isInstanceOfSatisfying(
                        OAuthException.class, it -> assertThat(it.refusal()).isEqualTo(refusal));
    }
}

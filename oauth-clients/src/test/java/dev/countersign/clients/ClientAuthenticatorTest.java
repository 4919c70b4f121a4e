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
import org.junit.jupiter.api.Test;

/** RFC 6749 §3.2.1. */
class ClientAuthenticatorTest {

    private static final ClientSecret WRONG = new ClientSecret("wrong");

    private final Application nativeApp = Fixtures.nativeApplication();
    private final Application webApp = Fixtures.webApplication();
    private final Api api =
            new Api(
                    Fixtures.API,
                    new ClientId("accounts-api"),
                    StoredSecret.of(Fixtures.SECRET, Fixtures.KEYS));
    private final ApplicationsInMemory stored = new ApplicationsInMemory(nativeApp, webApp, api);
    private final ClientAuthenticator clients =
            new ClientAuthenticator(new ApplicationCache(stored), Fixtures.KEYS);

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(5));
    }

    private void assertRefused(ClientCredentials credentials, Refusal refusal) {
        assertThatThrownBy(() -> await(clients.authenticate(credentials)))
                .isInstanceOfSatisfying(
                        OAuthException.class,
                        it -> {
                            assertThat(it.refusal()).isEqualTo(refusal);
                            assertThat(it.code()).isEqualTo(ErrorCode.INVALID_CLIENT);
                        });
    }

    @Test
    void aPublicClientIsWhoItSays() {
        assertThat(await(clients.authenticate(new None(nativeApp.clientId()))))
                .isEqualTo(nativeApp);
    }

    @Test
    void aConfidentialClientProvesItByEitherMethod() {
        assertThat(await(clients.authenticate(new SecretBasic(webApp.clientId(), Fixtures.SECRET))))
                .isEqualTo(webApp);
        assertThat(await(clients.authenticate(new SecretPost(webApp.clientId(), Fixtures.SECRET))))
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

    /** A leaked secret is replaced: nobody waits until what is remembered is forgotten. */
    @Test
    void aSecretThatReplacedTheRememberedOneWorksAtOnceAndEndsTheOldOne() {
        var old = new SecretBasic(webApp.clientId(), Fixtures.SECRET);
        await(clients.authenticate(old));
        Application replaced = Fixtures.webApplication(new ClientSecret("replaced"));
        stored.replace(replaced);

        assertThat(
                        await(
                                clients.authenticate(
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

    @Test
    void whatHasProvedTooOldDoesNotAuthenticateAgain() {
        var credentials = new SecretBasic(webApp.clientId(), Fixtures.SECRET);
        await(clients.authenticate(credentials));
        stored.replace(Fixtures.webApplication(new ClientSecret("replaced")));

        assertThat(await(clients.authenticate(credentials))).isEqualTo(webApp);
        assertThatThrownBy(() -> await(clients.authenticateAnew(credentials)))
                .isInstanceOf(OAuthException.class);
    }

    /** RFC 7662 §2.1. */
    @Test
    void anApiAndAConfidentialClientMayIntrospectAPublicClientMayNot() {
        assertThat(
                        await(
                                clients.authenticateConfidential(
                                        new SecretBasic(api.clientId(), Fixtures.SECRET))))
                .isEqualTo(api);
        assertThat(
                        await(
                                clients.authenticateConfidential(
                                        new SecretBasic(webApp.clientId(), Fixtures.SECRET))))
                .isEqualTo(webApp);
        assertThatThrownBy(
                        () ->
                                await(
                                        clients.authenticateConfidential(
                                                new None(nativeApp.clientId()))))
                .isInstanceOf(OAuthException.class);
        assertThatThrownBy(
                        () ->
                                await(
                                        clients.authenticateConfidential(
                                                new SecretBasic(api.clientId(), WRONG))))
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

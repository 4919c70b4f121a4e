package dev.countersign.store.application;

import static dev.countersign.store.Stores.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.clients.Api;
import dev.countersign.clients.Application;
import dev.countersign.clients.ApplicationType;
import dev.countersign.clients.ClientKeys;
import dev.countersign.clients.Lifetimes;
import dev.countersign.clients.SecurityProfile;
import dev.countersign.clients.StoredSecret;
import dev.countersign.jose.ClientKeySet;
import dev.countersign.protocol.ClientAuthenticationMethod;
import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.DialectIssuer;
import dev.countersign.protocol.FetchedUri;
import dev.countersign.protocol.GrantType;
import dev.countersign.protocol.Origin;
import dev.countersign.protocol.RandomText;
import dev.countersign.protocol.RedirectUri;
import dev.countersign.protocol.ResponseType;
import dev.countersign.protocol.Scopes;
import dev.countersign.protocol.SigningAlgorithm;
import dev.countersign.protocol.SubjectType;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.protocol.request.ClientSecret;
import dev.countersign.protocol.revocation.RevocationRule;
import dev.countersign.store.Stores;
import dev.countersign.store.World;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ApplicationRowsTest {

    private static final ClientSecret SECRET = new ClientSecret("a secret");

    private final Stores stores = Stores.shared();
    private final World world = new World(stores);
    private final ApplicationRows applications = new ApplicationRows(stores.postgres);

    @Test
    void anApplicationIsReadAsItIsRegistered() {
        Application application = await(applications.find(world.client)).orElseThrow();

        assertThat(application.clientId()).isEqualTo(world.client);
        assertThat(application.type()).isEqualTo(ApplicationType.NATIVE);
        assertThat(application.isPublic()).isTrue();
        assertThat(application.enabled()).isTrue();
        assertThat(application.requiresConsent()).isTrue();
        assertThat(application.requiresPkce()).isTrue();
        assertThat(application.redirectUris())
                .containsExactly(new RedirectUri("http://127.0.0.1/callback"));
        assertThat(application.grantTypes())
                .containsExactlyInAnyOrder(GrantType.AUTHORIZATION_CODE, GrantType.REFRESH_TOKEN);
        assertThat(application.responseTypes())
                .containsExactlyInAnyOrder(ResponseType.CODE, ResponseType.CODE_ID_TOKEN);
        assertThat(application.registeredScopes())
                .isEqualTo(Scopes.parse("openid email offline_access accounts:read"));
        assertThat(application.lifetimes()).isEqualTo(Lifetimes.DEFAULT);
        assertThat(application.readAt())
                .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(60));
    }

    @Test
    void aScopeOfAnApiNamesItAndALifetimeIsItsOwn() {
        String api = "https://api.example/" + RandomText.ofBits(64);
        String scope = "read-" + RandomText.ofBits(64);
        stores.sql("insert into apis (identifier, name) values ($1, 'An API')", api);
        stores.sql(
                "insert into api_scopes (api, name, sentence) values ($1, $2, 'Read it')",
                api,
                scope);
        stores.sql(
                """
                update applications set scopes = array['openid', $2::text], default_api = $3,
                  post_logout_redirect_uris = '{https://app.example/bye}',
                  access_token_lifetime = '90 seconds', grant_idle_limit = '1 day',
                  secret = $4 where client_id = $1
                """,
                world.client,
                scope,
                api,
                StoredSecret.of(SECRET, Stores.KEYS).bytes());

        Application application = await(applications.find(world.client)).orElseThrow();
        assertThat(application.scopes().get(1).api()).contains(api);
        assertThat(application.scopes().get(1).sentence()).contains("Read it");
        assertThat(application.scopes().get(0).api()).isEmpty();
        assertThat(application.postLogoutRedirectUris())
                .containsExactly(new RedirectUri("https://app.example/bye"));
        assertThat(application.defaultApi()).contains(api);
        assertThat(application.lifetimes().accessToken()).isEqualTo(Duration.ofSeconds(90));
        assertThat(application.lifetimes().grantIdle()).contains(Duration.ofDays(1));
        assertThat(application.secret().orElseThrow().matches(SECRET, Stores.KEYS)).isTrue();
    }

    /** OpenID Connect Dynamic Client Registration 1.0 §2. */
    @Test
    void whatItSignsAndWhatIsSignedForItIsReadAsItWasWritten() {
        assertThat(await(applications.find(world.client)).orElseThrow().security())
                .isEqualTo(SecurityProfile.USUAL);
        SecurityProfile byReference =
                new SecurityProfile(
                        Optional.of(ClientAuthenticationMethod.PRIVATE_KEY_JWT),
                        Optional.of(
                                new ClientKeys.ByReference(
                                        new FetchedUri("https://app.example/jwks"))),
                        SigningAlgorithm.ES256,
                        Optional.of(SigningAlgorithm.PS256),
                        Optional.of(SigningAlgorithm.EDDSA),
                        true,
                        SubjectType.PAIRWISE,
                        Optional.of(new FetchedUri("https://sector.example/uris")));
        stores.sql(
                "update applications set security = $2 where client_id = $1",
                world.client,
                StoredSecurity.write(byReference));

        Application application = await(applications.find(world.client)).orElseThrow();

        assertThat(application.security()).isEqualTo(byReference);
        assertThat(application.isPublic()).isFalse();
    }

    /** RFC 7517 §5. */
    @Test
    void keysByValueAreReadAsTheyWereWritten() {
        ClientKeys keys = new ClientKeys.ByValue(ClientKeySet.parse("{\"keys\":[]}"));
        SecurityProfile byValue =
                new SecurityProfile(
                        Optional.empty(),
                        Optional.of(keys),
                        SigningAlgorithm.RS256,
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        SubjectType.PUBLIC,
                        Optional.empty());

        assertThat(StoredSecurity.read(StoredSecurity.write(byValue))).isEqualTo(byValue);
        assertThat(StoredSecurity.write(SecurityProfile.USUAL)).isEmpty();
        assertThatThrownBy(
                        () ->
                                StoredSecurity.read(
                                        new JsonObject().put("subject_type", "of tomorrow")))
                .isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void whatIsNotRegisteredIsAbsent() {
        assertThat(await(applications.find(new ClientId("nobody")))).isEmpty();
        assertThat(await(applications.findApi(world.client))).isEmpty();
    }

    @Test
    void anEnabledApiIsFoundByItsIntrospectionClient() {
        ClientId introspection = new ClientId("api-" + RandomText.ofBits(64));
        stores.sql(
                """
                insert into apis (identifier, name, introspection_client_id, introspection_secret)
                values ($1, 'An API', $2, $3)
                """,
                "urn:" + introspection,
                introspection,
                StoredSecret.of(SECRET, Stores.KEYS).bytes());

        Api api = await(applications.findApi(introspection)).orElseThrow();
        assertThat(api.identifier()).isEqualTo("urn:" + introspection);
        assertThat(api.secret().matches(SECRET, Stores.KEYS)).isTrue();

        stores.sql(
                "update apis set enabled = false where introspection_client_id = $1",
                introspection);
        assertThat(await(applications.findApi(introspection))).isEmpty();
    }

    @Test
    void clientCredentialsAreAuthorizedWhenTheApplicationWasRead() {
        Instant before = world.now();
        Application cached = await(applications.find(world.client)).orElseThrow();
        assertThat(cached.readAt()).isBetween(before, world.now());

        assertThat(check(cached)).contains(cached.readAt());
    }

    @Test
    void whoAuthenticatedByWhatARuleTookBackGetsNothing() {
        Application cached = await(applications.find(world.client)).orElseThrow();
        await(stores.rules.record(RevocationRule.onApplication(world.client), "leaked", "test"));
        stores.sql("select pg_sleep(0.002)");

        assertThat(check(cached)).isEmpty();
        assertThat(check(await(applications.find(world.client)).orElseThrow())).isPresent();

        stores.sql("update revocation_rules set before = null where client_id = $1", world.client);
        assertThat(check(await(applications.find(world.client)).orElseThrow())).isEmpty();
    }

    @Test
    void aDisabledApplicationGetsNoClientCredentials() {
        Application cached = await(applications.find(world.client)).orElseThrow();
        stores.sql("update applications set enabled = false where client_id = $1", world.client);

        assertThat(check(cached)).isEmpty();
    }

    private Optional<Instant> check(Application application) {
        return await(
                new ClientCredentialsCheck(stores.postgres)
                        .authorizedAt(application, List.of(World.API))
                        .map(Optional::of)
                        .onFailure(ApplicationRowsTest::isChanged)
                        .recoverWithItem(Optional.empty()));
    }

    private static boolean isChanged(Throwable failure) {
        return failure instanceof OAuthException refused
                && refused.refusal() == Refusal.CLIENT_CHANGED;
    }

    @Test
    void whatTheDialectAndPagesNeedIsReadAsItIsRegistered() {
        Application before = await(applications.find(world.client)).orElseThrow();
        assertThat(before.dialect()).isEmpty();
        assertThat(before.membersOnly()).isFalse();
        String origin = "https://" + UUID.randomUUID() + ".example";
        stores.sql(
                """
                update applications set dialect = true, dialect_issuer = 'bank', members_only = true,
                  secret = $2, secret_is_optional = true, previous_secret = $2,
                  previous_secret_until = now() + interval '1 hour', cors_origins = array[$3::text],
                  redirect_uris = '{https://b.example/,https://a.example/}'
                where client_id = $1
                """,
                world.client,
                StoredSecret.of(SECRET, Stores.KEYS).bytes(),
                origin);

        Application application = await(applications.find(world.client)).orElseThrow();

        assertThat(application.dialect()).contains(new DialectIssuer("bank"));
        assertThat(application.membersOnly()).isTrue();
        assertThat(application.isPublic()).isTrue();
        assertThat(application.formerSecret().orElseThrow().secret().matches(SECRET, Stores.KEYS))
                .isTrue();
        assertThat(application.firstRedirectUri().orElseThrow().uri())
                .isEqualTo(new RedirectUri("https://b.example/"));
        assertThat(application.corsOrigins()).containsExactly(new Origin(origin));
        assertThat(await(applications.origins()))
                .contains(new Origin(origin), new Origin("https://a.example"));
        stores.sql("update applications set enabled = false where client_id = $1", world.client);
        assertThat(await(applications.origins())).doesNotContain(new Origin(origin));
    }
}

package dev.countersign.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.jose.ClientKeySet;
import dev.countersign.protocol.ClientAuthenticationMethod;
import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.SigningAlgorithm;
import dev.countersign.protocol.SubjectType;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.protocol.request.ClientCredentials;
import dev.countersign.protocol.request.ClientCredentials.None;
import dev.countersign.protocol.request.ClientCredentials.SecretPost;
import dev.countersign.protocol.request.ClientSecret;
import dev.countersign.protocol.request.Parameters;
import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 7523 §3, OpenID Connect Core 1.0 §9. */
class ClientAssertionTest {

    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
    private static final ClientId CLIENT = new ClientId("web-app");
    private static final ClientSecret SECRET =
            new ClientSecret("a-secret-of-32-characters-at-least");

    private final ClientKeyPair key = ClientKeyPair.es256("first");
    private final DocumentsInMemory documents = new DocumentsInMemory();
    private Application application = signing(ClientKeyPair.set(key.publicJwk()));
    private Instant now = NOW;

    ClientAssertionTest() throws JoseException {}

    private static Application signing(String jwks) {
        return with(
                ClientAuthenticationMethod.PRIVATE_KEY_JWT,
                Optional.of(new ClientKeys.ByValue(ClientKeySet.parse(jwks))),
                Optional.empty());
    }

    private static Application with(
            ClientAuthenticationMethod method,
            Optional<ClientKeys> keys,
            Optional<StoredSecret> secret) {
        return Fixtures.with(
                new SecurityProfile(
                        Optional.of(method),
                        keys,
                        SigningAlgorithm.RS256,
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        SubjectType.PUBLIC,
                        Optional.empty()),
                secret);
    }

    private static Map<String, Object> claims() {
        return new HashMap<>(
                Map.of(
                        "iss", CLIENT.value(),
                        "sub", CLIENT.value(),
                        "aud", "https://id.example/oauth2/token",
                        "jti", "one",
                        "exp", NOW.plusSeconds(60).getEpochSecond(),
                        "iat", NOW.getEpochSecond()));
    }

    private static Map<String, Object> claims(String name, Object value) {
        Map<String, Object> claims = claims();
        claims.put(name, value);
        return claims;
    }

    private static ClientCredentials presented(String jwt) {
        return PresentedCredentials.of(
                Optional.empty(),
                new Parameters(
                        Map.of(
                                "client_assertion_type",
                                List.of("urn:ietf:params:oauth:client-assertion-type:jwt-bearer"),
                                "client_assertion",
                                List.of(jwt))));
    }

    private ClientAuthenticator server() {
        return new ClientAuthenticator(
                new ApplicationCache(
                        new ApplicationsInMemory(application),
                        Rereading.DEFAULT,
                        InstantSource.system()),
                Fixtures.assertions(documents, () -> now),
                Fixtures.KEYS,
                () -> now);
    }

    private static Application authenticate(ClientAuthenticator server, ClientCredentials it) {
        return server.authenticate(it, Uni.createFrom()::item)
                .await()
                .atMost(Duration.ofSeconds(5));
    }

    private void assertRefused(ClientCredentials credentials, Refusal refusal) {
        assertRefused(server(), credentials, refusal);
    }

    private static void assertRefused(
            ClientAuthenticator server, ClientCredentials credentials, Refusal refusal) {
        assertThatThrownBy(() -> authenticate(server, credentials))
                .isInstanceOfSatisfying(
                        OAuthException.class,
                        it -> {
                            assertThat(it.refusal()).isEqualTo(refusal);
                            assertThat(it.description()).isEqualTo("Client authentication failed");
                        });
    }

    /** RFC 7523 §3. */
    @Test
    void whoeverSignsWithARegisteredKeyIsTheClient() throws JoseException {
        assertThat(authenticate(server(), presented(key.sign(claims())))).isEqualTo(application);
        assertThat(application.isPublic()).isFalse();
    }

    /** RFC 7523 §3, item 3; RFC 9126 §2. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://id.example",
                "https://id.example/oauth2/token",
                "https://id.example/oauth2/par"
            })
    void theServerIsNamedByItsIssuerOrByWhereClientsAuthenticate(String audience)
            throws JoseException {
        var both = claims("aud", List.of("https://elsewhere.example", audience));
        authenticate(server(), presented(key.sign(claims("aud", audience))));
        authenticate(server(), presented(key.sign(both)));
    }

    /** RFC 7523 §3, item 7: an assertion works once, whoever sends it again. */
    @Test
    void anAssertionWorksOnce() throws JoseException {
        ClientAuthenticator server = server();
        ClientCredentials assertion = presented(key.sign(claims()));
        authenticate(server, assertion);

        assertRefused(server, assertion, Refusal.CLIENT_ASSERTION_REPLAYED);
        assertRefused(
                server,
                presented(key.sign(claims("exp", NOW.plusSeconds(90).getEpochSecond()))),
                Refusal.CLIENT_ASSERTION_REPLAYED);
        authenticate(server, presented(key.sign(claims("jti", "another"))));
    }

    /** The work may find that the caller was read from a copy, and begin again. */
    @Test
    void whatBeginsAgainSpendsTheAssertionOnce() throws JoseException {
        int[] attempts = {0};
        Application worked =
                server().authenticate(
                                presented(key.sign(claims())),
                                it ->
                                        ++attempts[0] == 1
                                                ? Uni.createFrom()
                                                        .<Application>failure(
                                                                new OAuthException(
                                                                        Refusal.CLIENT_CHANGED))
                                                : Uni.createFrom().item(it))
                        .await()
                        .atMost(Duration.ofSeconds(5));

        assertThat(worked).isEqualTo(application);
        assertThat(attempts[0]).isEqualTo(2);
    }

    @Test
    void whatIsOfSomebodyElseForSomebodyElseOrOfAnotherTimeIsRefused() throws JoseException {
        for (Map<String, Object> claims :
                List.of(
                        claims("iss", "another-app"),
                        claims("aud", "https://elsewhere.example/oauth2/token"),
                        claims("aud", "https://id.example/"),
                        claims("aud", List.of()),
                        claims("aud", 7),
                        claims("jti", ""),
                        claims("jti", 7),
                        claims("exp", NOW.getEpochSecond()),
                        claims("exp", NOW.plusSeconds(3601).getEpochSecond()),
                        claims("exp", "tomorrow"),
                        claims("nbf", NOW.plusSeconds(31).getEpochSecond()),
                        claims("iat", NOW.plusSeconds(31).getEpochSecond()))) {
            assertRefused(presented(key.sign(claims)), Refusal.CLIENT_ASSERTION_CLAIMS);
        }
        for (String needed : List.of("iss", "aud", "jti", "exp")) {
            Map<String, Object> claims = claims();
            claims.remove(needed);
            assertRefused(presented(key.sign(claims)), Refusal.CLIENT_ASSERTION_CLAIMS);
        }
    }

    @Test
    void aKeyOfSomebodyElseSignsForNobody() throws JoseException {
        String forged = ClientKeyPair.es256("first").sign(claims());
        assertRefused(presented(forged), Refusal.CLIENT_ASSERTION_SIGNATURE);
    }

    /** The attack on libraries that take the public key for an HMAC key. */
    @Test
    void anHmacUnderThePublicKeyIsNoSignature() throws JoseException {
        String forged = hmac(key.publicJwk());
        assertRefused(presented(forged), Refusal.CLIENT_ASSERTION_SIGNATURE);
    }

    @Test
    void anAssertionThatIsNotSignedIsNone() throws JoseException {
        JsonWebSignature jws = new JsonWebSignature();
        jws.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
        jws.setAlgorithmHeaderValue("none");
        jws.setPayload(JsonUtil.toJson(claims()));
        String unsigned = jws.getCompactSerialization();
        assertThatThrownBy(() -> presented(unsigned))
                .isInstanceOfSatisfying(
                        OAuthException.class,
                        it ->
                                assertThat(it.refusal())
                                        .isEqualTo(Refusal.CLIENT_ASSERTION_MALFORMED));
    }

    private static String hmac(String secret) throws JoseException {
        JsonWebSignature jws = new JsonWebSignature();
        jws.setAlgorithmHeaderValue("HS256");
        jws.setPayload(JsonUtil.toJson(claims()));
        jws.setKey(new HmacKey(secret.getBytes(StandardCharsets.UTF_8)));
        return jws.getCompactSerialization();
    }

    /** OpenID Connect Core 1.0 §9, {@code client_secret_jwt}. */
    @Test
    void anHmacUnderTheSecretIsOfTheClientThatIsRegisteredForIt() throws JoseException {
        application =
                with(
                        ClientAuthenticationMethod.CLIENT_SECRET_JWT,
                        Optional.empty(),
                        Optional.of(
                                StoredSecret.sealed(
                                        SECRET, CLIENT, Fixtures.KEYS, Fixtures.SEALING)));

        assertThat(authenticate(server(), presented(hmac(SECRET.value())))).isEqualTo(application);
        assertRefused(presented(hmac(SECRET.value() + "x")), Refusal.CLIENT_ASSERTION_SIGNATURE);
    }

    /** Each application has one method: whoever has found out its secret has not its key. */
    @Test
    void anotherMethodThanTheRegisteredOneIsRefused() throws JoseException {
        StoredSecret stored = StoredSecret.sealed(SECRET, CLIENT, Fixtures.KEYS, Fixtures.SEALING);
        application =
                with(
                        ClientAuthenticationMethod.PRIVATE_KEY_JWT,
                        application.security().keys(),
                        Optional.of(stored));
        assertRefused(new SecretPost(CLIENT, SECRET), Refusal.CLIENT_METHOD);
        assertRefused(new None(CLIENT), Refusal.CLIENT_SECRET_MISSING);
        assertRefused(presented(hmac(SECRET.value())), Refusal.CLIENT_ASSERTION_SIGNATURE);

        application =
                with(
                        ClientAuthenticationMethod.CLIENT_SECRET_BASIC,
                        application.security().keys(),
                        Optional.of(stored));
        assertRefused(new SecretPost(CLIENT, SECRET), Refusal.CLIENT_METHOD);
        assertRefused(presented(key.sign(claims())), Refusal.CLIENT_METHOD);
    }

    /** RFC 6749 §2.3. */
    @Test
    void anAssertionBesideASecretIsTwoMethods() throws JoseException {
        String jwt = key.sign(claims());
        assertThatThrownBy(
                        () ->
                                PresentedCredentials.of(
                                        Optional.of("Basic d2ViLWFwcDp4"),
                                        new Parameters(Map.of("client_assertion", List.of(jwt)))))
                .isInstanceOfSatisfying(
                        OAuthException.class,
                        it ->
                                assertThat(it.refusal())
                                        .isEqualTo(Refusal.CLIENT_AUTHENTICATED_TWICE));
    }
}

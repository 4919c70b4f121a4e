package dev.countersign.resourceserver.token;

import static dev.countersign.resourceserver.TestIssuer.AUDIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.countersign.resourceserver.TestClock;
import dev.countersign.resourceserver.TestIssuer;
import dev.countersign.resourceserver.issuer.IssuerDocuments;
import dev.countersign.resourceserver.issuer.IssuerHttp;
import dev.countersign.resourceserver.keys.VerificationKeys;
import dev.countersign.resourceserver.refusal.AccessRefusal;
import dev.countersign.resourceserver.refusal.Refused;
import java.security.Key;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;
import org.jose4j.base64url.Base64Url;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.OkpJwkGenerator;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.keys.EllipticCurves;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Forgeries and tokens of another kind, each with the one reason for which it is refused. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessTokenVerifierTest {

    record Vector(String attack, String token, AccessRefusal refusal) {

        @Override
        public String toString() {
            return attack;
        }
    }

    private static final PublicJsonWebKey STRANGER = TestIssuer.rsa("first");

    private final TestClock clock = new TestClock();
    private TestIssuer issuer;
    private final IssuerHttp http = new IssuerHttp();
    private IssuerDocuments documents;
    private AccessTokenVerifier verifier;

    @BeforeAll
    void start() throws Exception {
        issuer = new TestIssuer();
        documents = new IssuerDocuments(issuer.issuer(), http);
        verifier =
                new AccessTokenVerifier(
                        issuer.issuer(),
                        AUDIENCE,
                        new VerificationKeys(documents, kid -> false, clock),
                        clock);
    }

    @AfterAll
    void stop() {
        http.close();
        issuer.close();
    }

    Stream<Vector> attacks() {
        return Stream.of(headers(), claims(), shapes()).flatMap(List::stream);
    }

    private List<Vector> headers() {
        return List.of(
                header("an ID token", h -> h.put("typ", "JWT"), AccessRefusal.WRONG_TYPE),
                header("no typ", h -> h.remove("typ"), AccessRefusal.WRONG_TYPE),
                header("typ of another type", h -> h.put("typ", 1L), AccessRefusal.WRONG_TYPE),
                header(
                        "a dialect token",
                        h -> h.put("typ", "dialect-at+jwt"),
                        AccessRefusal.WRONG_TYPE),
                header("no kid", h -> h.remove("kid"), AccessRefusal.UNKNOWN_KEY),
                header("an invented kid", h -> h.put("kid", "x"), AccessRefusal.UNKNOWN_KEY),
                header(
                        "a crit header",
                        h -> {
                            h.put("crit", List.of("exp"));
                            h.put("exp", 1L);
                        },
                        AccessRefusal.CRITICAL_HEADER),
                header(
                        "a key's other algorithm",
                        h -> h.put("alg", "PS256"),
                        AccessRefusal.WRONG_ALGORITHM),
                new Vector("alg none", unsigned(), AccessRefusal.WRONG_ALGORITHM),
                new Vector(
                        "HS256 keyed with the public key",
                        signed(
                                h -> h.put("alg", "HS256"),
                                c -> {},
                                new SecretKeySpec(
                                        issuer.key().getPublicKey().getEncoded(), "HMAC")),
                        AccessRefusal.WRONG_ALGORITHM),
                new Vector(
                        "a key that the token brings along",
                        signed(
                                h -> {
                                    h.put("jwk", STRANGER.toParams(OutputControlLevel.PUBLIC_ONLY));
                                    h.put("jku", "http://attacker.example/jwks");
                                },
                                c -> {},
                                STRANGER.getPrivateKey()),
                        AccessRefusal.WRONG_SIGNATURE),
                new Vector(
                        "another issuer's key under our kid",
                        signed(h -> {}, c -> {}, STRANGER.getPrivateKey()),
                        AccessRefusal.WRONG_SIGNATURE));
    }

    private List<Vector> claims() {
        long now = clock.instant().getEpochSecond();
        return List.of(
                claim("another issuer", c -> c.put("iss", "atm"), AccessRefusal.WRONG_ISSUER),
                claim(
                        "the issuer with a slash",
                        c -> c.put("iss", issuer.issuer() + "/"),
                        AccessRefusal.WRONG_ISSUER),
                claim(
                        "for userinfo only",
                        c -> c.put("aud", issuer.issuer()),
                        AccessRefusal.WRONG_AUDIENCE),
                claim(
                        "an audience that begins like ours",
                        c -> c.put("aud", List.of(AUDIENCE + "/2")),
                        AccessRefusal.WRONG_AUDIENCE),
                claim("no audience", c -> c.remove("aud"), AccessRefusal.INCOMPLETE_CLAIMS),
                claim("no subject", c -> c.remove("sub"), AccessRefusal.INCOMPLETE_CLAIMS),
                claim("an empty subject", c -> c.put("sub", ""), AccessRefusal.INCOMPLETE_CLAIMS),
                claim("no client", c -> c.remove("client_id"), AccessRefusal.INCOMPLETE_CLAIMS),
                claim("no jti", c -> c.remove("jti"), AccessRefusal.INCOMPLETE_CLAIMS),
                claim("no iat", c -> c.remove("iat"), AccessRefusal.INCOMPLETE_CLAIMS),
                claim("no exp", c -> c.remove("exp"), AccessRefusal.INCOMPLETE_CLAIMS),
                claim(
                        "no authorized_at",
                        c -> c.remove("authorized_at"),
                        AccessRefusal.INCOMPLETE_CLAIMS),
                claim(
                        "authorized_at as text",
                        c -> c.put("authorized_at", "1"),
                        AccessRefusal.INCOMPLETE_CLAIMS),
                claim(
                        "an exp beyond all dates",
                        c -> c.put("exp", Long.MAX_VALUE),
                        AccessRefusal.INCOMPLETE_CLAIMS),
                claim(
                        "a dialect scope",
                        c -> c.put("scope", Map.of("id", "user-1")),
                        AccessRefusal.INCOMPLETE_CLAIMS),
                claim(
                        "a life of 24 h and a second",
                        c -> c.put("exp", now + 86_401),
                        AccessRefusal.OVERLONG_LIFE),
                claim(
                        "an exp before its iat",
                        c -> c.put("iat", now + 9_999),
                        AccessRefusal.OVERLONG_LIFE));
    }

    private List<Vector> shapes() {
        String good = issuer.token(clock.instant());
        String claimsTwice = "{\"iss\":\"a\",\"iss\":\"b\"}";
        return List.of(
                new Vector("not a JWT", "opaque-token", AccessRefusal.NOT_A_JWT),
                new Vector("two parts", "e30.e30", AccessRefusal.NOT_A_JWT),
                new Vector("a JWE", "e30.e30.e30.e30.e30", AccessRefusal.NOT_A_JWT),
                new Vector("a header that is no JSON", "AAAA.e30.AAAA", AccessRefusal.NOT_A_JWT),
                new Vector("no signature", strip(good) + ".", AccessRefusal.WRONG_SIGNATURE),
                new Vector(
                        "a damaged signature",
                        strip(good) + ".AAAA" + good.substring(good.lastIndexOf('.') + 5),
                        AccessRefusal.WRONG_SIGNATURE),
                new Vector(
                        "claims of another token",
                        spliced(good, issuer.token(clock.instant())),
                        AccessRefusal.WRONG_SIGNATURE),
                new Vector(
                        "a claim twice",
                        TestIssuer.signPayload(
                                issuer.header(), claimsTwice, issuer.key().getPrivateKey()),
                        AccessRefusal.NOT_A_JWT));
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void isRefused(Vector vector) {
        refuses(vector.token, vector.refusal);
    }

    private void refuses(String token, AccessRefusal refusal) {
        Throwable refused = catchThrowable(() -> verify(token));

        assertThat(refused).isNotNull();
        Throwable cause = refused.getCause() == null ? refused : refused.getCause();
        assertThat(cause).isInstanceOf(Refused.class);
        assertThat(((Refused) cause).refusal()).isEqualTo(refusal);
    }

    /** RFC 7515 §4.1.9: the prefix may be there, and case does not count. */
    @Test
    void typIsAMediaType() {
        assertThat(verify(signed(h -> h.put("typ", "application/AT+JWT"), c -> {}, ownKey())))
                .isNotNull();
    }

    @Test
    void aKeyForIdTokensOfAnotherAlgorithmMakesNoAccessToken() throws Exception {
        clock.pass(Duration.ofSeconds(10));
        PublicJsonWebKey ec = EcJwkGenerator.generateJwk(EllipticCurves.P256);
        ec.setKeyId("ec");
        PublicJsonWebKey ed = OkpJwkGenerator.generateJwk("Ed25519");
        ed.setKeyId("ed");
        PublicJsonWebKey ps = TestIssuer.rsa("ps");
        ps.setAlgorithm("PS256");
        Stream.of(ec, ed, ps).forEach(issuer::publish);

        for (String token :
                List.of(
                        signedWith("ES256", ec),
                        signedWith("EdDSA", ed),
                        signedWith("PS256", ps),
                        signedWith("RS256", ps))) {
            refuses(token, AccessRefusal.WRONG_ALGORITHM);
        }
    }

    private AccessToken verify(String token) {
        return verifier.verify(new BearerToken(token)).toCompletableFuture().join();
    }

    private Vector header(
            String attack, Consumer<Map<String, Object>> change, AccessRefusal refusal) {
        return new Vector(attack, signed(change, c -> {}, ownKey()), refusal);
    }

    private Vector claim(
            String attack, Consumer<Map<String, Object>> change, AccessRefusal refusal) {
        return new Vector(attack, signed(h -> {}, change, ownKey()), refusal);
    }

    private String signedWith(String algorithm, PublicJsonWebKey key) {
        return signed(
                h -> {
                    h.put("alg", algorithm);
                    h.put("kid", key.getKeyId());
                },
                c -> {},
                key.getPrivateKey());
    }

    private String signed(
            Consumer<Map<String, Object>> header, Consumer<Map<String, Object>> claims, Key key) {
        Map<String, Object> changedHeader = issuer.header();
        Map<String, Object> changedClaims = issuer.claims(clock.instant());
        header.accept(changedHeader);
        claims.accept(changedClaims);
        return TestIssuer.sign(changedHeader, changedClaims, key);
    }

    private String unsigned() {
        String header = "{\"typ\":\"at+jwt\",\"alg\":\"none\",\"kid\":\"first\"}";
        String good = issuer.token(clock.instant());
        return Base64Url.encodeUtf8ByteRepresentation(header)
                + good.substring(good.indexOf('.'), good.lastIndexOf('.') + 1);
    }

    private Key ownKey() {
        return issuer.key().getPrivateKey();
    }

    private static String strip(String token) {
        return token.substring(0, token.lastIndexOf('.'));
    }

    private static String spliced(String one, String other) {
        return strip(other) + one.substring(one.lastIndexOf('.'));
    }
}

package dev.countersign.jose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.jose.Fixtures.MovingClock;
import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.SessionId;
import dev.countersign.protocol.SigningAlgorithm;
import dev.countersign.protocol.SubjectIdentifier;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class TokenSignerTest {

    private final KeyRing ring =
            new KeyRing(new KeysInMemory(), Fixtures.SEALING, new MovingClock());
    private final TokenSigner signer = new TokenSigner(ring);

    /** Contract, section 3. */
    @Test
    void anAccessTokenHasTheClaimsOfTheContractAndNoOthers() {
        String token = sign(Fixtures.accessToken(Fixtures.NOW));

        assertThat(part(token, 1))
                .isEqualTo(
                        """
                        {"iss":"http://localhost:8080",\
                        "sub":"5f0c0d6a-7f3e-4a59-9b1c-2f6d3c1a0001",\
                        "aud":["http://localhost:8080/api","http://localhost:8080"],\
                        "client_id":"desktop-app","scope":"openid accounts:read","jti":"token-1",\
                        "iat":1772359200,"exp":1772361000,"auth_time":1772359180,"acr":"1",\
                        "grant_id":"019cb000-0000-8000-8000-000000000001",\
                        "authorized_at":1772359195250,"sid":"session-1"}""");
        assertThat(part(token, 0))
                .isEqualTo("{\"typ\":\"at+jwt\",\"kid\":\"" + kid() + "\",\"alg\":\"RS256\"}");
    }

    /** Contract, section 6. */
    @Test
    void aDialectTokenHasTheClaimsOfTheContractAndNoOthers() {
        String token = signer.sign(Fixtures.dialectToken(Fixtures.NOW)).await().indefinitely();

        assertThat(part(token, 1))
                .isEqualTo(
                        """
                        {"iss":"atm","iat":1772359200,"exp":1772359800,\
                        "aud":"demoAtmClient0000001",\
                        "scope":{"email":"end.user@example.com",\
                        "id":"5f0c0d6a-7f3e-4a59-9b1c-2f6d3c1a0001",\
                        "firstName":"End","lastName":"User"},\
                        "jti":"token-2","grant_id":"019cb000-0000-8000-8000-000000000001",\
                        "authorized_at":1772359195250}""");
        assertThat(part(token, 0))
                .isEqualTo(
                        "{\"typ\":\"dialect-at+jwt\",\"kid\":\"" + kid() + "\",\"alg\":\"RS256\"}");
    }

    @Test
    void aTokenOfTheApplicationItselfHasNoPersonsClaims() {
        AccessTokenClaims person = Fixtures.accessToken(Fixtures.NOW);
        AccessTokenClaims machine =
                new AccessTokenClaims(
                        person.issuer(),
                        "service-app",
                        List.of("http://localhost:8080/api"),
                        new ClientId("service-app"),
                        person.scopes(),
                        person.tokenId(),
                        person.issuedAt(),
                        person.expiresAt(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        person.authorizedAt(),
                        Optional.empty());

        assertThat(part(sign(machine), 1))
                .contains("\"sub\":\"service-app\"", "\"aud\":[\"http://localhost:8080/api\"]")
                .doesNotContain("grant_id", "sid", "auth_time", "acr");
    }

    /** OpenID Connect Core 1.0 §2. */
    @Test
    void anIdTokenNamesTheSubjectByItsIdOnly() {
        IdTokenClaims claims =
                new IdTokenClaims(
                        Fixtures.ISSUER,
                        SubjectIdentifier.of(Fixtures.ALICE),
                        new ClientId("desktop-app"),
                        Fixtures.NOW,
                        Fixtures.NOW.plus(Duration.ofMinutes(30)),
                        Fixtures.NOW.minusSeconds(20),
                        Optional.of("n-0S6_WzA2Mj"),
                        "1",
                        List.of("pwd"),
                        IdTokenHashes.ofAccessToken(
                                SigningAlgorithm.RS256,
                                "jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y"),
                        Optional.of(new SessionId("session-1")),
                        Map.of());

        String token = signer.sign(claims, SigningAlgorithm.RS256).await().indefinitely();

        assertThat(part(token, 0)).contains("\"typ\":\"JWT\"");
        assertThat(part(token, 1))
                .isEqualTo(
                        """
                        {"iss":"http://localhost:8080",\
                        "sub":"5f0c0d6a-7f3e-4a59-9b1c-2f6d3c1a0001","aud":"desktop-app",\
                        "iat":1772359200,"exp":1772361000,"auth_time":1772359180,\
                        "nonce":"n-0S6_WzA2Mj","acr":"1","amr":["pwd"],"at_hash":"77QmUPtjPfzWtF2AnpK9RQ",\
                        "sid":"session-1"}""");
    }

    /** OpenID Connect Core 1.0, appendix A.3, gives this access token and its hash. */
    @Test
    void theAccessTokenHashMatchesTheExampleInTheSpecification() {
        String token = "jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y";
        assertThat(IdTokenHashes.hash(SigningAlgorithm.RS256, token))
                .isEqualTo("77QmUPtjPfzWtF2AnpK9RQ")
                .isEqualTo(IdTokenHashes.hash(SigningAlgorithm.PS256, token))
                .isEqualTo(IdTokenHashes.hash(SigningAlgorithm.ES256, token));
    }

    /**
     * OpenID Connect Core 1.0 §3.1.3.6, RFC 8032 §5.1: the hash of Ed25519 is SHA-512, of which the
     * half is 256 bits; as the working group says (its issue 1125).
     */
    @Test
    void theAccessTokenHashBesideEd25519IsTheHalfOfSha512() {
        assertThat(
                        IdTokenHashes.hash(
                                SigningAlgorithm.EDDSA,
                                "jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y"))
                .isEqualTo("q7nS86GgvvFaZkzALLWqJYaJIKw2wCDAVfCAsm5CrBM");
    }

    private String sign(AccessTokenClaims claims) {
        return signer.sign(claims).await().indefinitely();
    }

    private String kid() {
        return ring.signing(SigningAlgorithm.RS256).await().indefinitely().id().value();
    }

    private static String part(String token, int index) {
        return new String(
                Base64.getUrlDecoder().decode(token.split("\\.", -1)[index]),
                StandardCharsets.UTF_8);
    }
}

package dev.countersign.jose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.protocol.SigningAlgorithm;
import java.util.Map;
import java.util.Set;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class PublicJwkTest {

    private static final String RFC_8037_KEY =
            """
            {"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}""";

    private static final String RFC_7638_KEY =
            """
            {"kty":"RSA","e":"AQAB","n":"0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAt\
            VT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt\
            7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91\
            CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kE\
            gU8awapJzKnqDKgw"}""";

    /** RFC 7638 §3.1. */
    @Test
    void theThumbprintOfAnRsaKeyMatchesTheExampleInTheRfc() {
        assertThat(PublicJwk.thumbprint(PublicJwk.parse(RFC_7638_KEY)).value())
                .isEqualTo("NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs");
    }

    /** RFC 8037, appendix A.3. */
    @Test
    void theThumbprintOfAnEd25519KeyMatchesTheExampleInTheRfc() {
        assertThat(PublicJwk.thumbprint(PublicJwk.parse(RFC_8037_KEY)).value())
                .isEqualTo("kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
    }

    /** RFC 8037, appendix A.4 and A.5: the provider that signs here makes and takes the example. */
    @Test
    void anEd25519SignatureMatchesTheExampleInTheRfc() throws JoseException {
        String example =
                "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc."
                        + "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvp"
                        + "Ar_MuM0KAg";
        CryptoProvider.install();
        JsonWebSignature made = new JsonWebSignature();
        made.setAlgorithmHeaderValue("EdDSA");
        made.setPayload("Example of Ed25519 signing");
        made.setKey(
                PublicJsonWebKey.Factory.newPublicJwk(
                                RFC_8037_KEY.replace(
                                        "\"x\"",
                                        "\"d\":\"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A\",\"x\""))
                        .getPrivateKey());
        assertThat(made.getCompactSerialization()).isEqualTo(example);

        JsonWebSignature taken = new JsonWebSignature();
        taken.setCompactSerialization(example);
        taken.setKey(PublicJwk.parse(RFC_8037_KEY));
        assertThat(taken.verifySignature()).isTrue();
    }

    /** RFC 7518 §6.2 and §6.3, RFC 8037 §2; RFC 7517 §9.2: no private member among them. */
    @ParameterizedTest
    @EnumSource
    void aKeyOfEachAlgorithmHasTheMembersOfItsKindAndNoPrivateOne(SigningAlgorithm algorithm) {
        Map<String, Object> members =
                PublicJwk.members(SigningKey.generate(algorithm, Fixtures.NOW));

        assertThat(members)
                .containsEntry("alg", algorithm.word())
                .containsEntry("use", "sig")
                .hasSize(4 + ofKind(algorithm).size())
                .containsKeys("kid", "kty")
                .containsKeys(ofKind(algorithm).toArray(String[]::new));
    }

    private static Set<String> ofKind(SigningAlgorithm algorithm) {
        return switch (algorithm) {
            case RS256, PS256 -> Set.of("n", "e");
            case ES256 -> Set.of("crv", "x", "y");
            case EDDSA -> Set.of("crv", "x");
        };
    }
}

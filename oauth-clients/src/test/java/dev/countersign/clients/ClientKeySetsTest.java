package dev.countersign.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.countersign.jose.ClientJwt;
import dev.countersign.jose.ClientKeySet;
import dev.countersign.protocol.FetchedUri;
import java.time.Duration;
import java.util.Map;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;

/** RFC 7517 §5. */
class ClientKeySetsTest {

    private final ClientKeyPair key = ClientKeyPair.es256("first");
    private final DocumentsInMemory documents = new DocumentsInMemory();
    private final long[] nanos = {0};
    private final ClientKeySets sets = new ClientKeySets(documents, () -> nanos[0]);

    ClientKeySetsTest() throws JoseException {}

    private boolean verifies(ClientKeys keys, ClientKeyPair signer) throws JoseException {
        return sets.verified(ClientJwt.parse(signer.sign(Map.of("jti", "one"))), keys)
                .await()
                .atMost(Duration.ofSeconds(5))
                .isPresent();
    }

    private boolean verifies(String jwk, ClientKeyPair signer) throws JoseException {
        return verifies(new ClientKeys.ByValue(ClientKeySet.parse(ClientKeyPair.set(jwk))), signer);
    }

    private static String with(String jwk, String members) {
        return jwk.replaceFirst("}$", ", " + members + "}");
    }

    /** OpenID Connect Core 1.0 §10.1.1: a client rotates its keys whenever it likes. */
    @Test
    void aKeyThatWasPublishedSinceIsFetchedAndNotMoreOftenThanEveryFiveSeconds()
            throws JoseException {
        ClientKeys there =
                new ClientKeys.ByReference(new FetchedUri("https://client.example/jwks"));
        documents.published = ClientKeyPair.set(key.publicJwk());
        assertThat(verifies(there, key)).isTrue();
        assertThat(verifies(there, key)).isTrue();
        assertThat(documents.fetches).hasValue(1);

        ClientKeyPair second = ClientKeyPair.es256("second");
        documents.published = ClientKeyPair.set(second.publicJwk());
        assertThat(verifies(there, second)).isFalse();
        assertThat(documents.fetches).hasValue(1);
        nanos[0] += Duration.ofSeconds(6).toNanos();
        assertThat(verifies(there, second)).isTrue();
        assertThat(verifies(there, key)).isFalse();
        assertThat(documents.fetches).hasValue(2);

        documents.away = true;
        nanos[0] += Duration.ofMinutes(11).toNanos();
        assertThat(verifies(there, second)).isFalse();
        documents.away = false;
        nanos[0] += Duration.ofSeconds(6).toNanos();
        assertThat(verifies(there, second)).isTrue();
    }

    /** RFC 7517 §4.2, §4.3, §4.4: what a key says that it is for. */
    @Test
    void aKeyForSomethingElseVerifiesNothing() throws JoseException {
        assertThat(verifies(with(key.publicJwk(), "\"use\": \"sig\""), key)).isTrue();
        assertThat(verifies(with(key.publicJwk(), "\"key_ops\": [\"verify\"]"), key)).isTrue();
        assertThat(verifies(with(key.publicJwk(), "\"alg\": \"ES256\""), key)).isTrue();

        assertThat(verifies(with(key.publicJwk(), "\"use\": \"enc\""), key)).isFalse();
        assertThat(verifies(with(key.publicJwk(), "\"key_ops\": [\"sign\"]"), key)).isFalse();
        assertThat(verifies(with(key.publicJwk(), "\"alg\": \"ES384\""), key)).isFalse();
    }

    /** RFC 7518 §3.3. */
    @Test
    void anRsaKeyUnder2048BitsVerifiesNothing() throws JoseException {
        ClientKeyPair strong = ClientKeyPair.rs256("strong", 2048);
        assertThat(verifies(strong.publicJwk(), strong)).isTrue();

        ClientKeyPair weak = ClientKeyPair.rs256("weak", 1536);
        assertThat(ClientKeySet.parse(ClientKeyPair.set(weak.publicJwk())).isEmpty()).isTrue();
    }

    /** Whoever sends it has told a secret: to accept it would be to keep it. */
    @Test
    void aPrivateKeyIsRefusedAndWhatIsSaidOfItDoesNotQuoteIt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClientKeySet.parse(ClientKeyPair.set(key.privateJwk())))
                .withMessage("a JWK that is private or symmetric");
    }
}

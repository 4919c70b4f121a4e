package dev.countersign.store.key;

import static dev.countersign.store.Stores.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.jose.SealedSigningKey;
import dev.countersign.protocol.KeyId;
import dev.countersign.protocol.SigningAlgorithm;
import dev.countersign.store.Stores;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SigningKeyRowsTest {

    private final Stores stores = Stores.shared();
    private final SigningKeyRows keys = new SigningKeyRows(stores.postgres);

    private static SealedSigningKey key() {
        Instant now = Instant.ofEpochSecond(1_800_000_000);
        return new SealedSigningKey(
                new KeyId(UUID.randomUUID().toString()),
                SigningAlgorithm.RS256,
                "{\"kty\": \"RSA\"}",
                new byte[] {1, 2, 3},
                now,
                now,
                now.plusSeconds(60));
    }

    @Test
    void ofManyReplicasThatFindNoKeyOneAddsAndACompromisedKeyIsGone() {
        stores.sql("delete from signing_keys");
        IntStream.range(0, 10)
                .mapToObj(i -> keys.addIfNone(key()).subscribeAsCompletionStage())
                .toList()
                .forEach(it -> await(Uni.createFrom().completionStage(it)));

        List<SealedSigningKey> all = await(keys.all());
        assertThat(all).hasSize(1);
        assertThat(all.getFirst().publicJwk()).contains("RSA");
        assertThat(all.getFirst().sealedPrivateKey()).containsExactly(1, 2, 3);
        assertThat(all.getFirst().signsUntil()).isEqualTo(key().signsUntil());

        stores.sql("update signing_keys set compromised_at = now()");
        assertThat(await(keys.all())).isEmpty();
    }
}

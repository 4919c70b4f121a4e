package dev.countersign.jose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.jose.Fixtures.MovingClock;
import dev.countersign.protocol.KeyId;
import dev.countersign.protocol.SigningAlgorithm;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class KeyRingTest {

    private final KeysInMemory stored = new KeysInMemory();
    private final MovingClock clock = new MovingClock();
    private final KeyRing ring = new KeyRing(stored, Fixtures.SEALING, clock);

    @Test
    void aFirstKeyOfEachAlgorithmIsMadeWhereThereIsNoneAndSignsAtOnce() {
        ring.start().await().indefinitely();

        assertThat(stored.keys)
                .extracting(SealedSigningKey::algorithm)
                .containsExactly(SigningAlgorithm.values());
        assertThat(stored.keys)
                .allSatisfy(
                        key ->
                                assertThat(
                                                ring.signing(key.algorithm())
                                                        .await()
                                                        .indefinitely()
                                                        .id())
                                        .isEqualTo(key.id()));
    }

    @Test
    void aSecondReplicaUsesTheKeyOfTheFirst() {
        KeyRing second = new KeyRing(stored, Fixtures.SEALING, clock);

        assertThat(signing().id())
                .isEqualTo(second.signing(SigningAlgorithm.RS256).await().indefinitely().id());
        assertThat(stored.keys).hasSize(SigningAlgorithm.values().length);
    }

    /** Design, Keys: a difference of clocks leaves nobody without a token. */
    @Test
    void byAClockThatIsBehindTheOnlyKeySignsEarly() {
        KeyId only = add(Fixtures.NOW.plusSeconds(30), Fixtures.NOW.plusSeconds(60)).id();

        assertThat(signing().id()).isEqualTo(only);
        assertThat(published()).contains(only);
    }

    @Test
    void theStoreIsNotReadForEachToken() {
        signing();
        int reads = stored.reads;

        signing();
        signing();

        assertThat(stored.reads).isEqualTo(reads);
    }

    @Test
    void aCompromisedKeyIsGoneTwoSecondsLaterAtTheLatest() {
        KeyId compromised = signing().id();
        stored.compromise(compromised);
        clock.forward(Duration.ofMillis(2_001));

        assertThat(byId(compromised)).isFalse();
        assertThat(signing().id()).isNotEqualTo(compromised);
    }

    @Test
    void keysThatCannotBeReadAgainAreNotUsedForLongerThanTwoSeconds() {
        KeyId known = signing().id();
        stored.away = true;
        clock.forward(Duration.ofMillis(1_500));
        assertThat(byId(known)).isTrue();

        clock.forward(Duration.ofMillis(501));

        assertThatThrownBy(() -> byId(known)).hasMessage("away");
        stored.away = false;
        assertThat(byId(known)).isTrue();
    }

    @Test
    void anUnknownKeyIsLookedForAtMostOnceASecond() {
        signing();
        SigningKey added = add(Fixtures.NOW, Fixtures.NOW.plus(Duration.ofDays(90)));
        int reads = stored.reads;

        assertThat(byId(added.id())).isFalse();
        assertThat(stored.reads).isEqualTo(reads);
        clock.forward(Duration.ofMillis(1_001));

        assertThat(byId(added.id())).isTrue();
    }

    @Test
    void aKeyIsPublishedBeforeItSignsAndUntilItsLastTokenHasExpired() {
        SigningKey first = add(Fixtures.NOW, Fixtures.NOW.plus(Duration.ofDays(90)));
        SigningKey next =
                add(
                        Fixtures.NOW.plus(Duration.ofDays(89)),
                        Fixtures.NOW.plus(Duration.ofDays(179)));
        assertThat(published()).contains(first.id(), next.id());
        assertThat(signing().id()).isEqualTo(first.id());

        clock.forward(Duration.ofDays(90).plusHours(23));
        assertThat(published()).contains(first.id(), next.id());
        assertThat(signing().id()).isEqualTo(next.id());

        clock.forward(Duration.ofHours(2));
        assertThat(published()).contains(next.id()).doesNotContain(first.id());
        assertThat(byId(first.id())).isTrue();
    }

    /** RFC 7517 §9.2: a JWK Set must not give away private members. */
    @Test
    void theKeySetHoldsPublicMembersOnly() {
        signing();

        assertThat(published()).hasSize(SigningAlgorithm.values().length);
        Map<String, Object> key = ring.published().await().indefinitely().keys().getFirst();

        assertThat(key.keySet()).containsExactlyInAnyOrder("kty", "kid", "use", "alg", "n", "e");
        assertThat(key).containsEntry("use", "sig").containsEntry("alg", "RS256");
    }

    private SigningKey add(Instant from, Instant until) {
        SigningKey made = SigningKey.generate(SigningAlgorithm.RS256, Fixtures.NOW);
        SigningKey key =
                new SigningKey(
                        made.id(),
                        made.algorithm(),
                        made.privateKey(),
                        made.publicKey(),
                        made.createdAt(),
                        from,
                        until);
        stored.keys.add(Fixtures.SEALING.seal(key));
        return key;
    }

    private SigningKey signing() {
        return ring.signing(SigningAlgorithm.RS256).await().indefinitely();
    }

    private boolean byId(KeyId id) {
        return ring.byId(id).await().indefinitely().isPresent();
    }

    private List<KeyId> published() {
        return ring.published().await().indefinitely().keys().stream()
                .map(key -> new KeyId(String.valueOf(key.get("kid"))))
                .toList();
    }
}

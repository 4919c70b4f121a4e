package dev.countersign.jose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.protocol.KeyId;
import org.junit.jupiter.api.Test;

final class KeySealingTest {

    private static final String ANOTHER = "8:HxweHRwbGhkYFxYVFBMSERAPDg0MCwoJCAcGBQQDAgE=";
    private static final String FIRST = "7:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    private final SigningKey key = SigningKey.generate(SigningAlgorithm.RS256, Fixtures.NOW);

    @Test
    void aSealedKeyOpensToTheSameKey() {
        SigningKey opened = Fixtures.SEALING.open(Fixtures.SEALING.seal(key));

        assertThat(opened.privateKey().getEncoded()).isEqualTo(key.privateKey().getEncoded());
        assertThat(opened.publicKey()).isEqualTo(key.publicKey());
        assertThat(opened.id()).isEqualTo(key.id());
    }

    @Test
    void aSealedKeyBeginsWithTheIdOfItsKeyEncryptionKeyAndNeverRepeatsItsNonce() {
        byte[] first = Fixtures.SEALING.seal(key).sealedPrivateKey();
        byte[] second = Fixtures.SEALING.seal(key).sealedPrivateKey();

        assertThat(first[0]).isEqualTo((byte) 7);
        assertThat(first).isNotEqualTo(second);
    }

    @Test
    void aRetiredKeyEncryptionKeyStillOpens() {
        SealedSigningKey sealed = Fixtures.SEALING.seal(key);

        assertThat(KeySealing.parse(ANOTHER + "\n" + FIRST).open(sealed).id()).isEqualTo(key.id());
    }

    @Test
    void aKeyWhoseKeyEncryptionKeyIsGoneDoesNotOpen() {
        SealedSigningKey sealed = Fixtures.SEALING.seal(key);

        assertThatThrownBy(() -> KeySealing.parse(ANOTHER).open(sealed))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aTamperedKeyDoesNotOpen() {
        byte[] bytes = Fixtures.SEALING.seal(key).sealedPrivateKey();
        bytes[bytes.length / 2] ^= 1;

        assertThatThrownBy(() -> Fixtures.SEALING.open(sealed(key.id(), bytes)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aKeyMovedToAnotherIdDoesNotOpen() {
        byte[] bytes = Fixtures.SEALING.seal(key).sealedPrivateKey();

        assertThatThrownBy(() -> Fixtures.SEALING.open(sealed(new KeyId("another"), bytes)))
                .isInstanceOf(IllegalStateException.class);
    }

    private SealedSigningKey sealed(KeyId id, byte[] bytes) {
        return new SealedSigningKey(
                id,
                key.algorithm(),
                PublicJwk.json(key),
                bytes,
                key.createdAt(),
                key.signsFrom(),
                key.signsUntil());
    }
}

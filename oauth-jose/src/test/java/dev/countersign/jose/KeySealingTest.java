package dev.countersign.jose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.protocol.KeyId;
import dev.countersign.protocol.SigningAlgorithm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class KeySealingTest {

    private static final String ANOTHER = "8:HxweHRwbGhkYFxYVFBMSERAPDg0MCwoJCAcGBQQDAgE=";
    private static final String FIRST = "7:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    private static final SigningKey KEY = SigningKey.generate(SigningAlgorithm.ES256, Fixtures.NOW);

    @ParameterizedTest
    @EnumSource
    void aSealedKeyOpensToTheSameKey(SigningAlgorithm algorithm) {
        SigningKey made = SigningKey.generate(algorithm, Fixtures.NOW);

        SigningKey opened = Fixtures.SEALING.open(Fixtures.SEALING.seal(made));

        assertThat(opened.privateKey().getEncoded()).isEqualTo(made.privateKey().getEncoded());
        assertThat(opened.publicKey()).isEqualTo(made.publicKey());
        assertThat(opened.id()).isEqualTo(made.id());
        assertThat(opened.algorithm()).isEqualTo(algorithm);
    }

    @Test
    void aSealedKeyBeginsWithTheIdOfItsKeyEncryptionKeyAndNeverRepeatsItsNonce() {
        byte[] first = Fixtures.SEALING.seal(KEY).sealedPrivateKey();
        byte[] second = Fixtures.SEALING.seal(KEY).sealedPrivateKey();

        assertThat(first[0]).isEqualTo((byte) 7);
        assertThat(first).isNotEqualTo(second);
    }

    @Test
    void aRetiredKeyEncryptionKeyStillOpens() {
        SealedSigningKey sealed = Fixtures.SEALING.seal(KEY);

        assertThat(KeySealing.parse(ANOTHER + "\n" + FIRST).open(sealed).id()).isEqualTo(KEY.id());
    }

    @Test
    void aKeyWhoseKeyEncryptionKeyIsGoneDoesNotOpen() {
        SealedSigningKey sealed = Fixtures.SEALING.seal(KEY);

        assertThatThrownBy(() -> KeySealing.parse(ANOTHER).open(sealed))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aTamperedKeyDoesNotOpen() {
        byte[] bytes = Fixtures.SEALING.seal(KEY).sealedPrivateKey();
        bytes[bytes.length / 2] ^= 1;

        assertThatThrownBy(() -> Fixtures.SEALING.open(sealed(KEY.id(), bytes)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aKeyMovedToAnotherIdDoesNotOpen() {
        byte[] bytes = Fixtures.SEALING.seal(KEY).sealedPrivateKey();

        assertThatThrownBy(() -> Fixtures.SEALING.open(sealed(new KeyId("another"), bytes)))
                .isInstanceOf(IllegalStateException.class);
    }

    private SealedSigningKey sealed(KeyId id, byte[] bytes) {
        return new SealedSigningKey(
                id,
                KEY.algorithm(),
                PublicJwk.json(KEY),
                bytes,
                KEY.createdAt(),
                KEY.signsFrom(),
                KEY.signsUntil());
    }
}

package dev.countersign.auth.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PasswordHashTest {

    @Test
    void onlyItsPasswordMatches() {
        PasswordHash hash = PasswordHash.of("countersign-demo");

        assertThat(hash.matches("countersign-demo")).isTrue();
        assertThat(hash.matches("countersign-dem0")).isFalse();
        assertThat(hash.matches("")).isFalse();
    }

    @Test
    void twoHashesOfOnePasswordDiffer() {
        assertThat(PasswordHash.of("same")).isNotEqualTo(PasswordHash.of("same"));
    }

    /** The reference implementation's own vector: argon2 -id -v 13 -t 2 -m 16 -p 1. */
    @Test
    void aHashOfTheReferenceImplementationIsUnderstood() {
        PasswordHash reference =
                new PasswordHash(
                        "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ"
                                + "$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc");

        assertThat(reference.matches("password")).isTrue();
    }

    @Test
    void itsTextIsNotShown() {
        assertThat(PasswordHash.of("secret")).hasToString("[redacted]");
    }

    @Test
    void anotherAlgorithmIsNotTaken() {
        assertThatThrownBy(() -> new PasswordHash("$2b$12$abcdefghijklmnopqrstuv"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}

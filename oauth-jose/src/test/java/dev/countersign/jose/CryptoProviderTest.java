package dev.countersign.jose;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.Security;
import org.junit.jupiter.api.Test;

final class CryptoProviderTest {

    @Test
    void theInstalledProviderIsTheOneThatSigns() {
        String name = CryptoProvider.install();

        assertThat(Security.getProviders("Signature.SHA256withRSA")[0].getName()).isEqualTo(name);
    }
}

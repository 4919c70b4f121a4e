package dev.countersign.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.system.stack.RunningStack;
import dev.countersign.system.stack.SystemTest;
import dev.countersign.system.stack.WrongStart;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A value that cannot be stops the service when it starts, and the message names the setting. */
@SystemTest
class WrongSettingsIT {

    private final RunningStack stack;

    WrongSettingsIT(RunningStack stack) {
        this.stack = stack;
    }

    @ParameterizedTest
    @CsvSource({
        "userinfo-service, countersign.issuer, http://id.example.com",
        "userinfo-service, countersign.key-encryption-key.file, /nowhere",
        "revocation-service, countersign.server-keys.file, /nowhere",
        "revocation-service, countersign.revocation.topic.partitions, -4",
        "token-service, countersign.tokens.longest-access-token, 48h",
        "auth-service, countersign.application-cache.unheard, -1s"
    })
    void aServiceWithAWrongSettingDoesNotStartAndNamesIt(String service, String key, String value)
            throws Exception {
        WrongStart start = WrongStart.of(stack, service, key, value);

        assertThat(start.status()).isPositive();
        assertThat(start.output()).contains(key);
    }
}

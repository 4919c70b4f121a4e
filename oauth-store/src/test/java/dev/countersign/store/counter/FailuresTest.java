package dev.countersign.store.counter;

import static dev.countersign.store.Stores.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.protocol.RandomText;
import dev.countersign.store.Stores;
import io.vertx.mutiny.redis.client.Command;
import org.junit.jupiter.api.Test;

class FailuresTest {

    private final Stores stores = Stores.shared();
    private final Failures failures = new Failures(stores.redis, Stores.KEYS);
    private final String account = RandomText.ofBits(64) + "@example.com";
    private final String address = RandomText.ofBits(64);

    @Test
    void failuresAreCountedByAccountByAddressAndByBoth() {
        assertThat(await(failures.count(account, address))).isEqualTo(new FailureCounts(0, 0, 0));
        await(failures.add(account, address));
        await(failures.add(account, address));
        await(failures.add("somebody else", address));
        await(failures.add(account, "elsewhere " + address));

        assertThat(await(failures.count(account, address))).isEqualTo(new FailureCounts(3, 3, 2));
    }

    @Test
    void aSuccessForgetsOnlyTheFailuresOfThisAccountFromThisAddress() {
        await(failures.add(account, address));
        await(failures.forget(account, address));
        assertThat(await(failures.count(account, address))).isEqualTo(new FailureCounts(1, 1, 0));
    }

    @Test
    void aDumpTellsNoAddressAndNoAccount() {
        await(failures.add(account, address));
        assertThat(await(stores.redis.send(Command.KEYS, "*")).orElseThrow().toString())
                .contains("failures:")
                .doesNotContain(account, address);
    }
}

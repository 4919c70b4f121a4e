package dev.countersign.store.counter;

import dev.countersign.protocol.secret.Purpose;
import dev.countersign.protocol.secret.ServerKeys;
import dev.countersign.store.redis.HashedKey;
import dev.countersign.store.redis.RedisStore;
import dev.countersign.store.redis.Script;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Command;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * Counts failed sign-ins of the last quarter of an hour: of an account, of an address, and of the
 * account from that address. What to do about them is decided elsewhere; a counter alone locks
 * nobody out. The names are HMACs, so a dump tells no address and no account.
 */
@Singleton
public final class Failures {

    private static final Duration REMEMBERED = Duration.ofMinutes(15);

    /** The time runs from the first failure, so a counter that is hammered ends all the same. */
    private static final Script ADD =
            Script.of(
                    """
                    local count = redis.call('INCR', KEYS[1])
                    if count == 1 then
                      redis.call('PEXPIRE', KEYS[1], ARGV[1])
                    end
                    return count
                    """);

    private final RedisStore redis;
    private final ServerKeys keys;

    public Failures(RedisStore redis, ServerKeys keys) {
        this.redis = redis;
        this.keys = keys;
    }

    /**
     * How many there were.
     *
     * @param account as it was typed, normalized; it need not exist
     */
    public Uni<FailureCounts> count(String account, String address) {
        return counts(account, address, this::value);
    }

    /** Counts one more. */
    public Uni<FailureCounts> add(String account, String address) {
        return counts(account, address, this::increment);
    }

    /** After a success: forgets those of the account from this address, and no others. */
    public Uni<Void> forget(String account, String address) {
        return redis.send(Command.DEL, both(account, address)).replaceWithVoid();
    }

    private interface Counter {
        Uni<Long> of(String key);
    }

    private Uni<FailureCounts> counts(String account, String address, Counter counter) {
        return Uni.combine()
                .all()
                .unis(
                        counter.of(key("account", account)),
                        counter.of(key("address", address)),
                        counter.of(both(account, address)))
                .with(FailureCounts::new);
    }

    private Uni<Long> value(String key) {
        return redis.send(Command.GET, key)
                .map(found -> found.map(it -> number(it.toString())).orElse(0L));
    }

    private Uni<Long> increment(String key) {
        return redis.run(ADD, List.of(key), String.valueOf(REMEMBERED.toMillis()))
                .map(found -> found.map(it -> number(it.toString())).orElse(0L));
    }

    /** Rubbish counts as nothing. */
    private static long number(String text) {
        return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : 0;
    }

    private String both(String account, String address) {
        return key("account-address", account + "\0" + address);
    }

    private String key(String kind, String name) {
        byte[] mac =
                keys.mac(
                        Purpose.COUNTER,
                        kind.getBytes(StandardCharsets.UTF_8),
                        new byte[1],
                        name.getBytes(StandardCharsets.UTF_8));
        return HashedKey.of("failures", mac);
    }
}

package dev.countersign.store.code;

import dev.countersign.protocol.GrantId;
import dev.countersign.protocol.token.AuthorizationCode;
import dev.countersign.store.code.Redemption.Redeemed;
import dev.countersign.store.code.Redemption.Replayed;
import dev.countersign.store.code.Redemption.Unknown;
import dev.countersign.store.redis.HashedKey;
import dev.countersign.store.redis.RedisStore;
import dev.countersign.store.redis.StoredJson;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Response;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Codes that were issued and not yet forgotten. Redis knows a code by its SHA-256 only. A code that
 * was spent is remembered for a day, so that a replay is told from a code that nobody issued.
 */
@Singleton
public final class AuthorizationCodes {

    private static final Logger LOG = Logger.getLogger(AuthorizationCodes.class);
    private static final Duration SPENT_IS_REMEMBERED = Duration.ofDays(1);

    private final RedisStore redis;

    public AuthorizationCodes(RedisStore redis) {
        this.redis = redis;
    }

    /** Makes the code spendable once, within its lifetime. */
    public Uni<Void> issue(AuthorizationCode code, Authorization authorization, Duration lifetime) {
        return redis.run(
                        CodeScripts.ISSUE,
                        keys(code),
                        StoredJson.write(StoredAuthorization.of(authorization)),
                        authorization.grant().toString(),
                        String.valueOf(lifetime.toMillis()))
                .replaceWithVoid();
    }

    /**
     * Spends a code. Of any number of concurrent calls with one code, exactly one gets {@link
     * Redeemed}. What has not the form of a code is unknown without asking Redis.
     */
    public Uni<Redemption> redeem(String text) {
        AuthorizationCode code;
        try {
            code = new AuthorizationCode(text);
        } catch (IllegalArgumentException e) {
            return Uni.createFrom().item(new Unknown());
        }
        return redis.run(
                        CodeScripts.REDEEM,
                        keys(code),
                        String.valueOf(SPENT_IS_REMEMBERED.toMillis()))
                .map(AuthorizationCodes::redemption);
    }

    /**
     * Makes a spent code spendable again, for what is left of its lifetime. Only for a caller who
     * knows for certain that nothing was issued for it; nothing happens if the code was presented a
     * second time.
     */
    public Uni<Void> giveBack(AuthorizationCode code) {
        return redis.run(CodeScripts.GIVE_BACK, keys(code)).replaceWithVoid();
    }

    private static List<String> keys(AuthorizationCode code) {
        return List.of(HashedKey.of("code", code.hash()), HashedKey.of("spent", code.hash()));
    }

    private static Redemption redemption(Optional<Response> response) {
        if (response.isEmpty()) {
            return new Unknown();
        }
        String value = response.get().get(1).toString();
        return switch (response.get().get(0).toString()) {
            case "redeemed" -> redeemed(value);
            case "replayed" -> replayed(value);
            default -> new Unknown();
        };
    }

    private static Redemption redeemed(String json) {
        return StoredJson.read(
                        json, StoredAuthorization.class, StoredAuthorization::toAuthorization)
                .<Redemption>map(Redeemed::new)
                .orElseGet(Unknown::new);
    }

    private static Redemption replayed(String grant) {
        try {
            return new Replayed(GrantId.parse(grant));
        } catch (IllegalArgumentException e) {
            LOG.error("A spent code in Redis names no grant: it counts as absent");
            return new Unknown();
        }
    }
}

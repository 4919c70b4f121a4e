package dev.countersign.store.redis;

import dev.countersign.store.StoreAway;
import dev.countersign.store.StoreAway.Effect;
import dev.countersign.store.config.StoreConfig;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import io.vertx.redis.client.impl.types.ErrorType;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Redis, never waited for longer than the bound. A call that finds it away fails with {@code
 * STORE_AWAY}; a value of a kind that we never wrote is no value.
 */
@Singleton
public final class RedisStore {

    private static final Logger LOG = Logger.getLogger(RedisStore.class);

    /** Full, starting, failing over, or out of connections; all else that is an ERR is ours. */
    private static final Set<String> NOT_NOW =
            Set.of("OOM", "READONLY", "MISCONF", "LOADING", "MASTERDOWN", "max number of clients");

    private final Redis redis;
    private final Duration timeout;

    public RedisStore(Redis redis, StoreConfig config) {
        this.redis = redis;
        this.timeout = config.timeout();
    }

    /** One step, one round trip; a second one only where Redis has not seen the script before. */
    public Uni<Optional<Response>> run(Script script, List<String> keys, String... arguments) {
        return bounded(
                redis.send(request(Command.EVALSHA, script.sha1(), keys, arguments))
                        .onFailure(failure -> hasCode(failure, "NOSCRIPT"))
                        .recoverWithUni(
                                () ->
                                        redis.send(
                                                request(
                                                        Command.EVAL,
                                                        script.source(),
                                                        keys,
                                                        arguments))));
    }

    public Uni<Optional<Response>> send(Command command, String... arguments) {
        Request request = Request.cmd(command);
        for (String argument : arguments) {
            request = request.arg(argument);
        }
        return bounded(redis.send(request));
    }

    private static Request request(
            Command command, String script, List<String> keys, String... arguments) {
        Request request = Request.cmd(command).arg(script).arg(keys.size());
        for (String key : keys) {
            request = request.arg(key);
        }
        for (String argument : arguments) {
            request = request.arg(argument);
        }
        return request;
    }

    private Uni<Optional<Response>> bounded(Uni<Response> call) {
        return call.map(Optional::ofNullable)
                .ifNoItem()
                .after(timeout)
                .fail()
                .onFailure(failure -> hasCode(failure, "WRONGTYPE"))
                .recoverWithItem(
                        () -> {
                            LOG.error("A value in Redis is of a foreign kind: it counts as absent");
                            return Optional.empty();
                        })
                .onFailure(failure -> !isBug(failure))
                .transform(failure -> StoreAway.refusal(Effect.UNKNOWN, failure));
    }

    /** A script that Redis refuses to run or that fails within is a mistake of ours. */
    private static boolean isBug(Throwable failure) {
        boolean away = NOT_NOW.stream().anyMatch(code -> hasCode(failure, code));
        return (hasCode(failure, "ERR") && !away)
                || failure instanceof IllegalArgumentException
                || failure instanceof NullPointerException;
    }

    /** An error within a script carries its code in the middle of the message. */
    private static boolean hasCode(Throwable failure, String code) {
        return failure instanceof ErrorType error
                && (error.is(code) || String.valueOf(error.getMessage()).contains(code + " "));
    }
}

package dev.countersign.store.idempotency;

import dev.countersign.protocol.secret.Purpose;
import dev.countersign.protocol.secret.ServerKeys;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * The key under which somebody asks for a creation, and what was asked for: as an HMAC, for there
 * may be a password in it.
 */
public final class IdempotencyKey {

    private final String actor;
    private final String key;
    private final byte[] request;

    private IdempotencyKey(String actor, String key, byte[] request) {
        this.actor = actor;
        this.key = key;
        this.request = request;
    }

    /**
     * @param actor whose key it is
     * @param request all that makes two requests the same one
     */
    public static IdempotencyKey of(
            String actor, String key, List<String> request, ServerKeys keys) {
        StringBuilder text = new StringBuilder();
        for (String part : request) {
            // lengths, so that no part can look like the next one
            text.append(part.length()).append(':').append(part);
        }
        return new IdempotencyKey(
                actor,
                key,
                keys.mac(
                        Purpose.IDEMPOTENT_REQUEST,
                        text.toString().getBytes(StandardCharsets.UTF_8)));
    }

    public String actor() {
        return actor;
    }

    public String key() {
        return key;
    }

    public byte[] request() {
        return Arrays.copyOf(request, request.length);
    }

    @Override
    public String toString() {
        return "[redacted]";
    }
}

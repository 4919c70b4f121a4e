package dev.countersign.store.redis;

import dev.countersign.protocol.claim.ClaimsRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A {@link ClaimsRequest} as plain JSON; absent where nothing is asked for, as in old records. */
public final class StoredClaims {

    private StoredClaims() {}

    public static @Nullable Map<String, Object> of(ClaimsRequest claims) {
        return claims.isEmpty() ? null : claims.json();
    }

    public static ClaimsRequest toRequest(@Nullable Map<String, Object> json) {
        return json == null ? ClaimsRequest.NONE : ClaimsRequest.of(json);
    }
}

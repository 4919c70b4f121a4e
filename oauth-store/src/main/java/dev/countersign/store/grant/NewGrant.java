package dev.countersign.store.grant;

import dev.countersign.protocol.token.RefreshToken;
import dev.countersign.store.code.Authorization;
import java.util.List;
import java.util.Optional;

/** A grant to be made. {@code first} is its first refresh token, if it gets one. */
public record NewGrant(
        Authorization authorization, List<String> audiences, Optional<RefreshToken> first) {

    public NewGrant {
        audiences = List.copyOf(audiences);
    }
}

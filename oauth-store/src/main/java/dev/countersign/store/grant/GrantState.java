package dev.countersign.store.grant;

import dev.countersign.clients.Credential;
import dev.countersign.protocol.token.RefreshToken;
import java.time.Instant;
import java.util.Optional;

/** A grant as introspection and revocation see it. */
public final class GrantState {

    private final GrantView grant;
    private final RefreshState refresh;
    private final Instant readAt;

    GrantState(GrantView grant, RefreshState refresh, Instant readAt) {
        this.grant = grant;
        this.refresh = refresh;
        this.readAt = readAt;
    }

    public GrantView grant() {
        return grant;
    }

    /** Not over, not ended, not idle, stopped by no rule, its user and its application enabled. */
    public boolean stands() {
        return grant.expiresAt().isAfter(readAt)
                && !refresh.ended()
                && !refresh.idle()
                && !refresh.stopped()
                && refresh.stands();
    }

    /**
     * True for every refresh token that the token endpoint would still answer: the one that would
     * be spent next, and inside its window the one before. It must be one of this server's.
     */
    public boolean answers(RefreshToken token) {
        Presenter its =
                new Presenter(
                        Credential.ofPublicClient(grant.client()),
                        grant.family(),
                        Narrowing.NONE,
                        Optional.empty());
        return switch (RefreshDecision.of(token, its, refresh, readAt)) {
            case RefreshDecision.Spend(), RefreshDecision.Repeat() -> true;
            case RefreshDecision.Refuse(_), RefreshDecision.Theft() -> false;
        };
    }

    /** True for the refresh token that would be spent next. */
    public boolean isCurrent(RefreshToken token) {
        return refresh.isCurrent(token);
    }
}

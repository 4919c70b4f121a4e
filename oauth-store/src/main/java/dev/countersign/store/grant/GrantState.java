package dev.countersign.store.grant;

import dev.countersign.protocol.token.RefreshToken;

/** A grant as introspection and revocation see it. */
public final class GrantState {

    private final GrantView grant;
    private final RefreshState refresh;

    GrantState(GrantView grant, RefreshState refresh) {
        this.grant = grant;
        this.refresh = refresh;
    }

    public GrantView grant() {
        return grant;
    }

    /** Not ended, not idle, stopped by no rule, its user and its application enabled. */
    public boolean stands() {
        return !refresh.ended() && !refresh.idle() && !refresh.stopped() && refresh.stands();
    }

    /** True for the refresh token that would be spent next. */
    public boolean isCurrent(RefreshToken token) {
        return refresh.isCurrent(token);
    }
}

package dev.countersign.store;

import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;

/**
 * The cause of a {@link Refusal#STORE_AWAY}: a store refused the connection, was too slow, or broke
 * off. It says whether the call may have had an effect all the same.
 */
public final class StoreAway extends RuntimeException {

    /** What a call that failed has left behind. */
    public enum Effect {
        /** Nothing, for certain: it never reached the store, or the store itself said no. */
        NONE,
        /** Nobody knows: the call was sent and the answer is missing. */
        UNKNOWN
    }

    private final Effect effect;

    private StoreAway(Effect effect, Throwable cause) {
        super(cause.toString(), cause, false, false);
        this.effect = effect;
    }

    /** The refusal that callers see. */
    public static OAuthException refusal(Effect effect, Throwable cause) {
        return new OAuthException(Refusal.STORE_AWAY, new StoreAway(effect, cause));
    }

    /** True only if it is certain that the failed call to a store wrote nothing. */
    public static boolean wroteNothing(Throwable failure) {
        return failure instanceof OAuthException refusal
                && refusal.getCause() instanceof StoreAway away
                && away.effect == Effect.NONE;
    }
}

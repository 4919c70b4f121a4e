package dev.countersign.resourceserver.decision;

import dev.countersign.resourceserver.refusal.Refused;
import dev.countersign.resourceserver.token.AccessToken;
import dev.countersign.resourceserver.token.BearerToken;
import java.util.concurrent.CompletionStage;

/** Whether a token that no rule known here stops still counts. */
@FunctionalInterface
public interface Standing {

    /** The token, perhaps with fewer scopes; fails with {@link Refused}. */
    CompletionStage<AccessToken> confirm(BearerToken bearer, AccessToken token);
}

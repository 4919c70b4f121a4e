package dev.countersign.resourceserver.decision;

import dev.countersign.resourceserver.refusal.AccessRefusal;
import dev.countersign.resourceserver.refusal.Refused;
import dev.countersign.resourceserver.revocation.Freshness;
import dev.countersign.resourceserver.revocation.Freshness.Stale;
import dev.countersign.resourceserver.token.AccessToken;
import dev.countersign.resourceserver.token.BearerToken;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** As long as the feed is fresh, what no known rule stops counts; beyond that the policy says. */
public final class FeedStanding implements Standing {

    private final Freshness freshness;
    private final Standing whileStale;
    private final StalenessAlarm alarm;

    private FeedStanding(Freshness freshness, Standing whileStale, StalenessAlarm alarm) {
        this.freshness = freshness;
        this.whileStale = whileStale;
        this.alarm = alarm;
    }

    /** {@link StalenessPolicy#REFUSE}. */
    public static FeedStanding refusing(Freshness freshness) {
        return new FeedStanding(
                freshness,
                (bearer, token) ->
                        CompletableFuture.failedStage(
                                new Refused(
                                        AccessRefusal.REVOCATION_STALE,
                                        freshness.stale().map(Stale::log).orElse("until now"))),
                new StalenessAlarm());
    }

    /**
     * {@link StalenessPolicy#INTROSPECT}. Of a dialect token the issuer tells an API nothing, for
     * the token is the application's: it has to wait until the feed is fresh.
     */
    public static FeedStanding asking(Freshness freshness, Standing introspection) {
        Standing refusing = refusing(freshness).whileStale;
        return new FeedStanding(
                freshness,
                (bearer, token) ->
                        token.person().isPresent()
                                ? refusing.confirm(bearer, token)
                                : introspection.confirm(bearer, token),
                new StalenessAlarm());
    }

    /** {@link StalenessPolicy#ACCEPT_WITH_ALARM}. */
    public static FeedStanding accepting(Freshness freshness, StalenessAlarm alarm) {
        return new FeedStanding(
                freshness,
                (bearer, token) -> {
                    alarm.accepted(freshness.stale().map(Stale::log).orElse("until now"));
                    return CompletableFuture.completedStage(token);
                },
                alarm);
    }

    @Override
    public CompletionStage<AccessToken> confirm(BearerToken bearer, AccessToken token) {
        Optional<Stale> stale = freshness.stale();
        if (stale.isPresent()) {
            return whileStale.confirm(bearer, token);
        }
        alarm.over();
        return CompletableFuture.completedStage(token);
    }
}

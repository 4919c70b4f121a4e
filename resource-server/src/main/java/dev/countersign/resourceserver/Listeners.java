package dev.countersign.resourceserver;

import dev.countersign.resourceserver.revocation.RevocationRule;
import dev.countersign.resourceserver.token.BearerToken;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Who keeps something about tokens and must hear of their end. */
final class Listeners {

    private static final System.Logger LOG = System.getLogger(ResourceServer.class.getName());

    private final List<Consumer<RevocationRule>> toRules = new CopyOnWriteArrayList<>();
    private final List<Consumer<BearerToken>> toIntrospection = new CopyOnWriteArrayList<>();

    void onRule(Consumer<RevocationRule> listener) {
        toRules.add(listener);
    }

    void onInactive(Consumer<BearerToken> listener) {
        toIntrospection.add(listener);
    }

    void applied(RevocationRule rule) {
        toRules.forEach(listener -> tell(listener, rule));
    }

    void inactive(BearerToken bearer) {
        toIntrospection.forEach(listener -> tell(listener, bearer));
    }

    /** A listener that fails takes the news from nobody else. */
    private static <T> void tell(Consumer<T> listener, T news) {
        try {
            listener.accept(news);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "a listener to the end of tokens failed", e);
        }
    }
}

package dev.countersign.resourceserver.revocation;

import dev.countersign.resourceserver.token.AccessToken;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rules in force. Read by every request without a lock; written by the feed alone. The cost of
 * a decision does not depend on how many rules there are.
 */
public final class RevocationRules {

    private final Map<Selector, List<RevocationRule>> index = new ConcurrentHashMap<>();
    private final Map<String, RevocationRule> byKey = new ConcurrentHashMap<>();
    private final Set<RevocationRule> held = ConcurrentHashMap.newKeySet();
    private final PriorityQueue<RevocationRule> byEnd =
            new PriorityQueue<>(Comparator.comparing(RevocationRule::until));

    /** A rule that stops the token, if there is one. */
    public Optional<RevocationRule> thatStop(AccessToken token) {
        RevocationRule onKey = byKey.get(token.keyId());
        if (onKey != null) {
            return Optional.of(onKey);
        }
        for (Selector selector : Selector.of(token)) {
            for (RevocationRule rule : index.getOrDefault(selector, List.of())) {
                if (rule.stops(token)) {
                    return Optional.of(rule);
                }
            }
        }
        return Optional.empty();
    }

    /** Whether a rule took this key back. */
    public boolean dropKey(String keyId) {
        return byKey.containsKey(keyId);
    }

    public int size() {
        return held.size();
    }

    /** Adds a rule; one that is already there (rules may be delivered twice) changes nothing. */
    public synchronized void add(RevocationRule rule) {
        if (!held.add(rule)) {
            return;
        }
        if (rule.kid().isPresent()) {
            byKey.putIfAbsent(rule.kid().get(), rule);
            return;
        }
        byEnd.add(rule);
        for (Selector selector : Selector.of(rule)) {
            index.merge(selector, List.of(rule), RevocationRules::concat);
        }
    }

    /** Forgets the rules whose tokens have all expired. */
    public synchronized void forget(Instant now) {
        for (RevocationRule first = byEnd.peek();
                first != null && first.mayBeForgotten(now);
                first = byEnd.peek()) {
            RevocationRule ended = byEnd.remove();
            held.remove(ended);
            for (Selector selector : Selector.of(ended)) {
                index.computeIfPresent(selector, (key, rules) -> without(rules, ended));
            }
        }
    }

    private static List<RevocationRule> concat(
            List<RevocationRule> some, List<RevocationRule> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    private static @Nullable List<RevocationRule> without(
            List<RevocationRule> rules, RevocationRule ended) {
        List<RevocationRule> rest = rules.stream().filter(rule -> !rule.equals(ended)).toList();
        return rest.isEmpty() ? null : rest;
    }
}

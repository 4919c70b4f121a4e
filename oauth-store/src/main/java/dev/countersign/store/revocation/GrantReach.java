package dev.countersign.store.revocation;

import dev.countersign.protocol.UserId;
import dev.countersign.protocol.revocation.RevocationRule;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** By which index the grants of a rule are found: the one of its most selective field. */
enum GrantReach {
    GRANT,
    SESSION,
    USER,
    /** Application, audience or both: a grant's shape names them. */
    SHAPE,
    EVERYTHING,
    /** A rule on one token, or on a key, leaves the grants. */
    NONE;

    /**
     * The latest instant at which a grant can be made that was authorized at the one given: its
     * code lives ten minutes at most.
     */
    static final String LATEST_ISSUE = "(%s + interval '1 hour')";

    /**
     * For one transaction: whatever is guessed about how many there are, the rows come one after
     * another in the order of an index, so that those beyond a limit are not touched.
     */
    static final String IN_INDEX_ORDER =
            """
            select set_config(name, 'off', true)
            from unnest('{enable_sort,enable_incremental_sort,enable_hashjoin,enable_mergejoin}'::text[]) name
            """;

    static GrantReach of(RevocationRule rule) {
        if (rule.tokenId().isPresent() || rule.key().isPresent()) {
            return NONE;
        }
        if (rule.grant().isPresent()) {
            return GRANT;
        }
        if (rule.session().isPresent()) {
            return SESSION;
        }
        if (!rule.subjects().isEmpty()) {
            return USER;
        }
        return rule.client().isPresent() || rule.audience().isPresent() ? SHAPE : EVERYTHING;
    }

    /** The users among the subjects; an application that acts for itself has no grant. */
    static List<UUID> users(RevocationRule rule) {
        return rule.subjects().stream()
                .flatMap(it -> user(it).stream())
                .map(UserId::value)
                .toList();
    }

    private static Optional<UserId> user(String subject) {
        return UserId.find(subject).filter(it -> it.toString().equals(subject));
    }
}

package dev.countersign.resourceserver.revocation;

import dev.countersign.resourceserver.token.AccessToken;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** One value by which rules are found. A rule stands under its most selective field only. */
record Selector(Field field, String value) {

    enum Field {
        JTI,
        GRANT_ID,
        SID,
        SUB,
        CLIENT_ID,
        AUD,
        EVERYTHING
    }

    private static final Selector EVERYTHING = new Selector(Field.EVERYTHING, "");

    /** Where a rule is kept; not for a rule on a key. */
    static Collection<Selector> of(RevocationRule rule) {
        return rule.jti()
                .map(value -> Set.of(new Selector(Field.JTI, value)))
                .or(() -> rule.grantId().map(value -> Set.of(new Selector(Field.GRANT_ID, value))))
                .or(() -> rule.sid().map(value -> Set.of(new Selector(Field.SID, value))))
                .or(() -> subjects(rule))
                .or(
                        () ->
                                rule.clientId()
                                        .map(value -> Set.of(new Selector(Field.CLIENT_ID, value))))
                .or(() -> rule.aud().map(value -> Set.of(new Selector(Field.AUD, value))))
                .orElse(Set.of(EVERYTHING));
    }

    private static Optional<Set<Selector>> subjects(RevocationRule rule) {
        return rule.sub().isEmpty()
                ? Optional.empty()
                : Optional.of(
                        rule.sub().stream()
                                .map(value -> new Selector(Field.SUB, value))
                                .collect(Collectors.toUnmodifiableSet()));
    }

    /** Where the rules that might stop a token are looked for: a handful, whatever their number. */
    static List<Selector> of(AccessToken token) {
        // a plain list: this runs at every request
        List<Selector> selectors = new ArrayList<>(8);
        selectors.add(EVERYTHING);
        selectors.add(new Selector(Field.JTI, token.tokenId()));
        selectors.add(new Selector(Field.SUB, token.subject()));
        selectors.add(new Selector(Field.CLIENT_ID, token.clientId()));
        token.grantId().ifPresent(value -> selectors.add(new Selector(Field.GRANT_ID, value)));
        token.sessionId().ifPresent(value -> selectors.add(new Selector(Field.SID, value)));
        token.audience().forEach(value -> selectors.add(new Selector(Field.AUD, value)));
        return selectors;
    }
}

package dev.countersign.resourceserver.revocation;

import dev.countersign.resourceserver.token.AccessToken;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
        return Stream.of(
                        Stream.of(
                                EVERYTHING,
                                new Selector(Field.JTI, token.tokenId()),
                                new Selector(Field.SUB, token.subject()),
                                new Selector(Field.CLIENT_ID, token.clientId())),
                        token.grantId().stream().map(value -> new Selector(Field.GRANT_ID, value)),
                        token.sessionId().stream().map(value -> new Selector(Field.SID, value)),
                        token.audience().stream().map(value -> new Selector(Field.AUD, value)))
                .flatMap(selectors -> selectors)
                .toList();
    }
}

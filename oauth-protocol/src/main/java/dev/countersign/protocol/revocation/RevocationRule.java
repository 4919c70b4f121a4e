package dev.countersign.protocol.revocation;

import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.GrantId;
import dev.countersign.protocol.KeyId;
import dev.countersign.protocol.SessionId;
import dev.countersign.protocol.TokenId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What is revoked (contract, section 5). Fields are ANDed and an absent field matches all. {@code
 * subjects} matches any of its values.
 *
 * @param before the instant that an administrator gave: what was authorized later is left alone.
 *     Cut to milliseconds, never in the future. Empty for a rule that stops all that there is: its
 *     instant is stamped after its transaction has committed, by PostgreSQL's clock
 */
public record RevocationRule(
        UUID id,
        Optional<TokenId> tokenId,
        Optional<GrantId> grant,
        Optional<SessionId> session,
        Set<String> subjects,
        Optional<ClientId> client,
        Optional<String> audience,
        Optional<KeyId> key,
        boolean everything,
        Optional<Instant> before) {

    public RevocationRule {
        subjects = Set.copyOf(subjects);
        before = before.map(instant -> instant.truncatedTo(ChronoUnit.MILLIS));
        boolean narrow =
                tokenId.isPresent()
                        || grant.isPresent()
                        || session.isPresent()
                        || !subjects.isEmpty()
                        || client.isPresent()
                        || audience.isPresent()
                        || key.isPresent();
        if (narrow == everything) {
            throw new IllegalArgumentException("a rule narrows, or says that it stops everything");
        }
    }

    public static RevocationRule onToken(TokenId token) {
        return one(
                Optional.of(token),
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    public static RevocationRule onGrant(GrantId grant) {
        return one(
                Optional.empty(),
                Optional.of(grant),
                Optional.empty(),
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    public static RevocationRule onSession(SessionId session) {
        return one(
                Optional.empty(),
                Optional.empty(),
                Optional.of(session),
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** {@code subjects}: the account's id; published, every subject value that the user has. */
    public static RevocationRule onUser(Set<String> subjects) {
        return one(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                subjects,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    public static RevocationRule onApplication(ClientId client) {
        return one(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                Optional.of(client),
                Optional.empty(),
                Optional.empty());
    }

    /** What a user has allowed one application. */
    public static RevocationRule onUserOfApplication(Set<String> subjects, ClientId client) {
        return one(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                subjects,
                Optional.of(client),
                Optional.empty(),
                Optional.empty());
    }

    /** Whatever is for this API, for others besides or not. */
    public static RevocationRule onAudience(String audience) {
        return one(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                Optional.empty(),
                Optional.of(audience),
                Optional.empty());
    }

    public static RevocationRule onKey(KeyId key) {
        return one(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(key));
    }

    public static RevocationRule onEverything() {
        return new RevocationRule(
                UUID.randomUUID(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                true,
                Optional.empty());
    }

    private static RevocationRule one(
            Optional<TokenId> token,
            Optional<GrantId> grant,
            Optional<SessionId> session,
            Set<String> subjects,
            Optional<ClientId> client,
            Optional<String> audience,
            Optional<KeyId> key) {
        return new RevocationRule(
                UUID.randomUUID(),
                token,
                grant,
                session,
                subjects,
                client,
                audience,
                key,
                false,
                Optional.empty());
    }

    /** The same, for what was authorized at this instant or earlier. */
    public RevocationRule before(Instant instant) {
        return new RevocationRule(
                id,
                tokenId,
                grant,
                session,
                subjects,
                client,
                audience,
                key,
                everything,
                Optional.of(instant));
    }

    /** True for a rule on a key that says nothing else. */
    public boolean isOnKeyAlone() {
        return key.isPresent()
                && tokenId.isEmpty()
                && grant.isEmpty()
                && session.isEmpty()
                && subjects.isEmpty()
                && client.isEmpty()
                && audience.isEmpty()
                && before.isEmpty();
    }

    /**
     * The values of the most selective field, as {@link Selector} writes them: a rule can stop only
     * a token that has one of them.
     */
    public List<String> selectors() {
        if (tokenId.isPresent()) {
            return List.of(Selector.token(tokenId.get()));
        }
        if (grant.isPresent()) {
            return List.of(Selector.grant(grant.get()));
        }
        if (session.isPresent()) {
            return List.of(Selector.session(session.get()));
        }
        if (!subjects.isEmpty()) {
            return subjects.stream().map(Selector::subject).sorted().toList();
        }
        if (client.isPresent()) {
            return List.of(Selector.client(client.get()));
        }
        if (audience.isPresent()) {
            return List.of(Selector.audience(audience.get()));
        }
        return List.of(key.map(Selector::key).orElse(Selector.EVERYTHING));
    }
}

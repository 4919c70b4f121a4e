package dev.countersign.protocol.revocation;

import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.GrantId;
import dev.countersign.protocol.KeyId;
import dev.countersign.protocol.SessionId;
import dev.countersign.protocol.TokenId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What is revoked (contract, section 5). Fields are ANDed and an absent field matches all; the
 * instant up to which it holds is stamped after its transaction has committed, by PostgreSQL's
 * clock. {@code subjects} matches any of its values.
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
        boolean everything) {

    public RevocationRule {
        subjects = Set.copyOf(subjects);
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
        return on(
                Optional.of(token), Optional.empty(), Optional.empty(), Set.of(), Optional.empty());
    }

    public static RevocationRule onGrant(GrantId grant) {
        return on(
                Optional.empty(), Optional.of(grant), Optional.empty(), Set.of(), Optional.empty());
    }

    public static RevocationRule onSession(SessionId session) {
        return on(
                Optional.empty(),
                Optional.empty(),
                Optional.of(session),
                Set.of(),
                Optional.empty());
    }

    /** {@code subjects}: every subject value that the user has. */
    public static RevocationRule onUser(Set<String> subjects) {
        return on(Optional.empty(), Optional.empty(), Optional.empty(), subjects, Optional.empty());
    }

    public static RevocationRule onApplication(ClientId client) {
        return on(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                Optional.of(client));
    }

    private static RevocationRule on(
            Optional<TokenId> token,
            Optional<GrantId> grant,
            Optional<SessionId> session,
            Set<String> subjects,
            Optional<ClientId> client) {
        return new RevocationRule(
                UUID.randomUUID(),
                token,
                grant,
                session,
                subjects,
                client,
                Optional.empty(),
                Optional.empty(),
                false);
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

package dev.countersign.revocation.rules;

import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.GrantId;
import dev.countersign.protocol.KeyId;
import dev.countersign.protocol.SessionId;
import dev.countersign.protocol.TokenId;
import dev.countersign.protocol.UserId;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.revocation.RevocationRule;
import dev.countersign.store.revocation.RuleTargets.Found;
import dev.countersign.store.revocation.RuleTargets.Wanted;
import dev.countersign.web.administration.WrongFields;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A rule that is well formed, of things that may not exist.
 *
 * @param user by id
 * @param email a user by normalized address
 */
record RequestedRule(
        Optional<UserId> user,
        Optional<String> email,
        Optional<ClientId> application,
        Optional<GrantId> grant,
        Optional<SessionId> session,
        Optional<String> audience,
        Optional<KeyId> key,
        Optional<TokenId> tokenId,
        Optional<Instant> before,
        boolean everything) {

    /** Contract section 5: a rule narrows, or says that it stops everything. */
    void check(WrongFields wrong) {
        boolean narrow =
                key.isPresent()
                        || Stream.of(user, email, application, grant, session, audience, tokenId)
                                .anyMatch(Optional::isPresent);
        if (!narrow && !everything) {
            wrong.add("everything", "must be true where nothing else says what is revoked");
        }
        if (narrow && everything) {
            wrong.add("everything", "goes with nothing but before");
        }
        // whoever has the key writes the other fields, and authorized_at, as they like
        if (key.isPresent() && (before.isPresent() || namesMoreThanAKey())) {
            wrong.add("key", "stands alone: nothing that a lost key signed can be believed");
        }
    }

    private boolean namesMoreThanAKey() {
        return Stream.of(user, email, application, grant, session, audience, tokenId)
                .anyMatch(Optional::isPresent);
    }

    Wanted wanted() {
        return new Wanted(user, email, application, audience, key, before);
    }

    /**
     * The rule, on what was found.
     *
     * @throws OAuthException naming every field that is of nothing
     */
    RevocationRule on(Found found) {
        WrongFields wrong = new WrongFields();
        boolean ofUser = user.isPresent() || email.isPresent();
        if (ofUser && found.user().isEmpty()) {
            wrong.add("user", "is nobody's id or address");
        }
        if (application.isPresent() && !found.client()) {
            wrong.add("application", "is no application's client id");
        }
        if (audience.isPresent() && !found.audience()) {
            wrong.add("audience", "is no API's identifier");
        }
        if (key.isPresent() && !found.key()) {
            wrong.add("key", "is no key of this server");
        }
        if (before.isPresent() && !found.past()) {
            wrong.add("before", "is in the future");
        }
        wrong.check();
        return new RevocationRule(
                UUID.randomUUID(),
                tokenId,
                grant,
                session,
                // of the account; the others are named when the rule is published
                found.user().filter(it -> ofUser).map(it -> Set.of(it.toString())).orElse(Set.of()),
                application,
                audience,
                key,
                everything,
                before);
    }
}

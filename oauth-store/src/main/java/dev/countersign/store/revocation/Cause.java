package dev.countersign.store.revocation;

import dev.countersign.clients.StoredSecret;
import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.KeyId;
import dev.countersign.protocol.SessionId;
import dev.countersign.protocol.UserId;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.protocol.revocation.RevocationRule;
import dev.countersign.store.postgres.Postgres;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A reason to take access back (design: Revocation 1): the fact, and the rule that goes into its
 * transaction. {@link RevocationRules#record(Cause, String)} makes it true. A fact on what does not
 * exist fails with {@code NOTHING_TO_TAKE_BACK} and leaves no rule.
 *
 * <p>What a client revokes, and replays, are operations of {@link RevocationRules} itself.
 *
 * @param reason what the inventory shows as the end of the grants
 */
public record Cause(RevocationRule rule, String reason, Function<SqlConnection, Uni<Void>> fact) {

    public static Cause userDisabled(UserId user) {
        return new Cause(
                RevocationRule.onUser(subjects(user)),
                "user disabled",
                one("update users set enabled = false, version = version + 1 where id = $1", user));
    }

    /** Whatever rests on the former password falls, the session in which it was changed too. */
    public static Cause passwordChanged(UserId user, String newHash) {
        return new Cause(
                RevocationRule.onUser(subjects(user)),
                "password changed",
                one(
                        """
                        update users set password_hash = $2,
                          password_version = password_version + 1, version = version + 1
                        where id = $1
                        """,
                        user,
                        newHash));
    }

    public static Cause applicationDisabled(ClientId client) {
        return new Cause(
                RevocationRule.onApplication(client),
                "application disabled",
                one(
                        """
                        update applications set enabled = false, version = version + 1
                        where client_id = $1
                        """,
                        client));
    }

    /** Its consents and memberships go with it; its grants stay in the inventory. */
    public static Cause applicationDeleted(ClientId client) {
        return new Cause(
                RevocationRule.onApplication(client),
                "application deleted",
                one("delete from applications where client_id = $1", client));
    }

    /**
     * Its secret is known to others. A planned rotation is no cause: it revokes nothing, and is not
     * done here.
     */
    public static Cause secretLeaked(ClientId client, StoredSecret replacement) {
        return new Cause(
                RevocationRule.onApplication(client),
                "secret leaked",
                one(
                        """
                        update applications set secret = $2, version = version + 1
                        where client_id = $1 and secret is not null
                        """,
                        client,
                        replacement.bytes()));
    }

    /** The user keeps what other applications were given. */
    public static Cause membershipRemoved(UserId user, ClientId client) {
        return new Cause(
                RevocationRule.onUserOfApplication(subjects(user), client),
                "membership removed",
                one("delete from memberships where user_id = $1 and client_id = $2", user, client));
    }

    /**
     * Its cookie is to be forgotten afterwards ({@code Sessions.end}); grants with offline access
     * outlive it.
     */
    public static Cause sessionEnded(SessionId session) {
        return new Cause(
                RevocationRule.onSession(session),
                "session ended",
                connection -> Uni.createFrom().voidItem());
    }

    /** A rule on a key takes it out of the key set, whoever records it. */
    public static Cause keyCompromised(KeyId key) {
        return new Cause(
                RevocationRule.onKey(key),
                "key compromised",
                one("update signing_keys set kid = kid where kid = $1", key));
    }

    /** The rule as an administrator gives it. */
    public static Cause administrator(RevocationRule rule, String reason) {
        return new Cause(rule, reason, connection -> Uni.createFrom().voidItem());
    }

    /** The same, with one more thing to be written in its transaction, such as an audit record. */
    public Cause with(Function<SqlConnection, Uni<Void>> besides) {
        return new Cause(
                rule,
                reason,
                connection -> fact.apply(connection).chain(() -> besides.apply(connection)));
    }

    /** Today each user is one and the same subject everywhere. */
    private static Set<String> subjects(UserId user) {
        return Set.of(user.toString());
    }

    private static Function<SqlConnection, Uni<Void>> one(String sql, @Nullable Object... values) {
        return connection ->
                Postgres.execute(connection, sql, values)
                        .invoke(
                                changed -> {
                                    if (changed.rowCount() != 1) {
                                        throw new OAuthException(Refusal.NOTHING_TO_TAKE_BACK);
                                    }
                                })
                        .replaceWithVoid();
    }
}

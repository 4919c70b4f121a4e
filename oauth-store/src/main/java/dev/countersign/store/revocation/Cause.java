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
import dev.countersign.store.session.SsoSession;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.Optional;
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
 * @param offline what ends besides, though the rule does not match it
 */
public record Cause(
        RevocationRule rule,
        String reason,
        Function<SqlConnection, Uni<Void>> fact,
        Optional<OfflineAccess> offline) {

    private Cause(RevocationRule rule, String reason, Function<SqlConnection, Uni<Void>> fact) {
        this(rule, reason, fact, Optional.empty());
    }

    public static Cause userDisabled(UserId user) {
        return userDisabled(
                user,
                one("update users set enabled = false, version = version + 1 where id = $1", user));
    }

    /** The same, where more of the account changes with it. */
    public static Cause userDisabled(
            UserId user, Function<SqlConnection, Uni<Void>> disabledByThis) {
        return new Cause(RevocationRule.onUser(subjects(user)), "user disabled", disabledByThis);
    }

    /** All of the person's sessions and grants; the account stays as it is. */
    public static Cause sessionsEnded(UserId user) {
        return new Cause(
                RevocationRule.onUser(subjects(user)),
                "sessions ended",
                one("select id from users where id = $1 for key share", user));
    }

    /**
     * Nothing that tells who it was is left: consents, memberships and whatever else names the
     * account go with it; its grants stay in the inventory, by an id that leads to nobody, without
     * the addresses and browsers that it came from. Its subjects go with the last rule on it, but
     * for those that its grants were given under.
     */
    public static Cause userErased(UserId user) {
        return new Cause(
                        RevocationRule.onUser(subjects(user)),
                        "user erased",
                        one("delete from users where id = $1", user))
                .with(
                        connection ->
                                Postgres.execute(
                                                connection,
                                                """
                                                update grants set address = null, user_agent = null
                                                where user_id = $1
                                                  and (address is not null or user_agent is not null)
                                                """,
                                                user)
                                        .chain(
                                                () ->
                                                        Postgres.execute(
                                                                connection,
                                                                """
                                                                update pairwise_subjects
                                                                set erased_at = now()
                                                                where user_id = $1
                                                                """,
                                                                user))
                                        .replaceWithVoid());
    }

    /** Whatever rests on the former password falls, the session in which it was changed too. */
    public static Cause passwordChanged(UserId user, String newHash) {
        return new Cause(
                RevocationRule.onUser(subjects(user)),
                "password changed",
                one(
                        """
                        update users set password_hash = $2, must_change_password = false,
                          password_is_own = true,
                          password_version = password_version + 1, version = version + 1
                        where id = $1
                        """,
                        user,
                        newHash));
    }

    /** An administrator gave a password: it signs in once, to be replaced. */
    public static Cause passwordReset(UserId user, String newHash) {
        return new Cause(
                RevocationRule.onUser(subjects(user)),
                "password reset",
                one(
                        """
                        update users set password_hash = $2, must_change_password = true,
                          password_is_own = false,
                          password_version = password_version + 1, updated_at = now(),
                          version = version + 1
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
                        update applications set enabled = false, updated_at = now(),
                          version = version + 1
                        where client_id = $1
                        """,
                        client));
    }

    /** The same, of this version of it: another fails with {@code VERSION_OLD}. */
    public static Cause applicationDisabled(ClientId client, long version) {
        return applicationDisabled(client).ofVersion(client, version);
    }

    /** Its consents and memberships go with it; its grants stay in the inventory. */
    public static Cause applicationDeleted(ClientId client) {
        return new Cause(
                RevocationRule.onApplication(client),
                "application deleted",
                one("delete from applications where client_id = $1", client));
    }

    /** The same, of this version of it: another fails with {@code VERSION_OLD}. */
    public static Cause applicationDeleted(ClientId client, long version) {
        return applicationDeleted(client).ofVersion(client, version);
    }

    /**
     * Its secret is known to others; the one before it is gone, too. A planned rotation is no
     * cause: it revokes nothing, and is not done here.
     */
    public static Cause secretLeaked(ClientId client, StoredSecret replacement) {
        return new Cause(
                RevocationRule.onApplication(client),
                "secret leaked",
                one(
                        """
                        update applications set secret = $2, previous_secret = null,
                          previous_secret_until = null, updated_at = now(), version = version + 1
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

    /**
     * The person signed out: the session ends, and with it all of its grants but those with offline
     * access. Of these the ones end that the application obtained in it which asked for the
     * sign-out.
     *
     * @param asking empty where no application showed that it may ask
     */
    public static Cause signedOut(SsoSession session, Optional<ClientId> asking) {
        return new Cause(
                RevocationRule.onSession(session.sid()),
                "signed out",
                connection -> Uni.createFrom().voidItem(),
                asking.map(client -> new OfflineAccess(session.user(), client)));
    }

    /**
     * A rule on a key takes it out of the key set, whoever records it; here it is out before what
     * else is written, so that this may replace it.
     */
    public static Cause keyCompromised(KeyId key) {
        return new Cause(
                RevocationRule.onKey(key),
                "key compromised",
                one(
                        """
                        update signing_keys
                        set compromised_at = coalesce(compromised_at, clock_timestamp())
                        where kid = $1
                        """,
                        key));
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
                connection -> fact.apply(connection).chain(() -> besides.apply(connection)),
                offline);
    }

    private Cause ofVersion(ClientId client, long version) {
        return new Cause(
                rule,
                reason,
                connection ->
                        Postgres.execute(
                                        connection,
                                        """
                                        select from applications where client_id = $1
                                          and version = $2 for update
                                        """,
                                        client,
                                        version)
                                .invoke(
                                        found -> {
                                            if (found.size() == 0) {
                                                throw new OAuthException(Refusal.VERSION_OLD);
                                            }
                                        })
                                .chain(() -> fact.apply(connection)),
                offline);
    }

    /** The same, after something that must hold in its transaction. */
    public Cause onlyIf(Function<SqlConnection, Uni<Void>> holds) {
        return new Cause(
                rule,
                reason,
                connection -> holds.apply(connection).chain(() -> fact.apply(connection)),
                offline);
    }

    /** Of the account; the others are named when the rule is published. */
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

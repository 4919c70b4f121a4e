package dev.countersign.auth.admin.members;

import dev.countersign.auth.admin.PageQuery;
import dev.countersign.auth.admin.users.NewUserRequest;
import dev.countersign.auth.password.PasswordThreads;
import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.UserId;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.store.audit.AuditEvents;
import dev.countersign.store.idempotency.IdempotencyKey;
import dev.countersign.store.membership.Member;
import dev.countersign.store.membership.Memberships;
import dev.countersign.store.membership.Memberships.Place;
import dev.countersign.store.postgres.KeysetPage;
import dev.countersign.store.user.NewUser;
import dev.countersign.store.user.NewUsers;
import dev.countersign.web.administration.Administrator;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;

/** The users of an application, by the hand of an administrator or of one of its managers. */
@Singleton
final class MemberAdministration {

    private final Memberships memberships;
    private final NewUsers users;
    private final PasswordThreads passwords;

    MemberAdministration(Memberships memberships, NewUsers users, PasswordThreads passwords) {
        this.memberships = memberships;
        this.users = users;
        this.passwords = passwords;
    }

    Uni<MembersPage> page(ClientId client, PageQuery query) {
        Optional<Place> after =
                query.after(it -> new Place(Instant.parse(it.get(0)), UserId.parse(it.get(1))));
        int limit = query.limit();
        query.check();
        return memberships.page(client, after, limit).map(page -> page(page, query));
    }

    private static MembersPage page(KeysetPage<Member> page, PageQuery query) {
        return new MembersPage(
                page.items().stream().map(MemberDocument::of).toList(),
                page.last()
                        .map(Place::of)
                        .map(it -> query.next(it.since().toString(), it.id().toString())));
    }

    /** Fails with {@code UNKNOWN} for who is no user of it. */
    Uni<Member> find(ClientId client, UserId user) {
        return memberships.find(client, user).map(it -> it.orElseThrow(() -> unknown()));
    }

    /** Makes the account, too. One that exists is neither changed nor made a user of it. */
    Uni<Member> create(
            ClientId client,
            NewUserRequest request,
            Optional<IdempotencyKey> key,
            Administrator by) {
        return memberships
                .known(client)
                .chain(() -> passwords.run(request::member))
                .flatMap(user -> create(client, user, key, by))
                .flatMap(id -> find(client, id));
    }

    private Uni<UserId> create(
            ClientId client, NewUser user, Optional<IdempotencyKey> key, Administrator by) {
        return users.create(
                        user,
                        key,
                        connection ->
                                Memberships.within(client, user.id())
                                        .apply(connection)
                                        .chain(
                                                () ->
                                                        AuditEvents.within(
                                                                        MemberEvents.userCreated(
                                                                                by, client,
                                                                                user.id()))
                                                                .apply(connection)))
                .map(made -> made.id());
    }

    /** Adding a user twice is adding it once. */
    Uni<Void> add(ClientId client, UserId user, Administrator by) {
        return memberships.add(client, user, MemberEvents.added(by, client, user));
    }

    Uni<Void> remove(ClientId client, UserId user, Administrator by) {
        return memberships.remove(
                client, user, by.getName(), MemberEvents.removed(by, client, user));
    }

    private static OAuthException unknown() {
        return new OAuthException(Refusal.UNKNOWN);
    }
}

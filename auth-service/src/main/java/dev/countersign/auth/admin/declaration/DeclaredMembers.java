package dev.countersign.auth.admin.declaration;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import java.util.Arrays;

/**
 * The declared users of an application. Who is declared is a member again after each start; who is
 * not and became one otherwise stays so.
 */
final class DeclaredMembers {

    /** Answers how many of the people are known. */
    private static final String WRITE =
            """
            with people as (select id from users where email = any (?2)),
            added as (
              insert into memberships (client_id, user_id) select ?1, id from people
              on conflict do nothing
            )
            select count(*) from people
            """;

    private DeclaredMembers() {}

    /** Within the transaction of the application and the users, once those are written. */
    static Uni<Void> write(DeclaredApplication declared) {
        String[] members = declared.memberArray();
        return members.length == 0
                ? Uni.createFrom().voidItem()
                : Panache.getSession()
                        .flatMap(
                                session ->
                                        session.createNativeQuery(WRITE, Long.class)
                                                .setParameter(1, declared.clientId())
                                                .setParameter(2, members)
                                                .getSingleResult())
                        .invoke(known -> requireAll(declared, known))
                        .replaceWithVoid();
    }

    private static void requireAll(DeclaredApplication declared, long known) {
        if (known != Arrays.stream(declared.memberArray()).distinct().count()) {
            throw new IllegalStateException(
                    "a member of " + declared.clientId() + " is no user here");
        }
    }
}

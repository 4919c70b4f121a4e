package dev.countersign.store.grant;

import static dev.countersign.store.postgres.Columns.texts;

import dev.countersign.protocol.Scopes;
import dev.countersign.store.person.PersonClaims;
import dev.countersign.store.postgres.Columns;
import io.vertx.mutiny.sqlclient.Row;
import java.util.Optional;
import java.util.Set;

/**
 * What access stands for in administration, read in the statement that found it standing.
 *
 * @param person absent where the application itself is the holder
 * @param roles of the person; nobody has any without being a person
 * @param registered what the application may ask for by now
 * @param actsForItself whether the application may use client credentials
 * @param manages whether the person is a manager of the application that was asked about
 */
public record Rights(
        Optional<PersonClaims> person,
        Set<String> roles,
        Scopes registered,
        boolean actsForItself,
        boolean manages) {

    public Rights {
        roles = Set.copyOf(roles);
    }

    static Rights of(Row row) {
        return new Rights(
                PersonClaims.ifAny(row),
                Set.copyOf(texts(row, "roles")),
                Columns.scopes(row, "registered"),
                row.getBoolean("acts_for_itself"),
                row.getBoolean("manages"));
    }
}

package dev.countersign.store.inventory;

import static dev.countersign.store.Stores.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.protocol.SectorIdentifier;
import dev.countersign.protocol.SubjectIdentifier;
import dev.countersign.protocol.UserId;
import dev.countersign.store.Stores;
import dev.countersign.store.inventory.Holders.Found;
import dev.countersign.store.subject.PairwiseSubjects;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class HoldersTest {

    private final Stores stores = Stores.shared();
    private final Holders holders = new Holders(stores.postgres);

    /** A name that nobody else's test has. */
    private final String family = "Ü" + UUID.randomUUID();

    private UserId person(String given, String familyName) {
        UserId user = new UserId(UUID.randomUUID());
        stores.sql(
                """
                insert into users (id, email, given_name, family_name, password_hash)
                values ($1, $2, $3, $4, '-')
                """,
                user,
                user + "@example.com",
                given,
                familyName);
        return user;
    }

    private List<UserId> find(String text) {
        return ((Found.These) await(holders.find(text))).users();
    }

    @Test
    void peopleAreFoundByTheBeginningOfAnyOfTheirNames() {
        UserId anna = person("Anna Maria", family + " von Ort");
        UserId bert = person("Bert", family);
        assertThat(find(family)).containsExactlyInAnyOrder(anna, bert);
        assertThat(find(family.toLowerCase(Locale.ROOT))).containsExactlyInAnyOrder(anna, bert);
        assertThat(find("bert " + family)).containsExactly(bert);
        assertThat(find("ANNA MARIA " + family + " v")).containsExactly(anna);
        assertThat(find(family.substring(2))).isEmpty();
        assertThat(find("Anna " + family)).isEmpty();
    }

    @Test
    void anIdIsOfTheAccountOrOfASector() {
        UserId user = person("A", family);
        SubjectIdentifier subject =
                await(
                        new PairwiseSubjects(stores.postgres)
                                .of(user, Optional.of(new SectorIdentifier("app.example"))));

        assertThat(find(user.toString())).containsExactly(user);
        assertThat(find(subject.toString())).containsExactly(user);
        UserId nobody = new UserId(UUID.randomUUID());
        assertThat(find(nobody.toString())).containsExactly(nobody);
    }

    @Test
    void anAddressIsFoundWhole() {
        UserId user = person("A", family);
        assertThat(find(" " + user.toString().toUpperCase(Locale.ROOT) + "@EXAMPLE.com "))
                .containsExactly(user);
        assertThat(find(user + "@example.co")).isEmpty();
    }

    @Test
    void anIdNeedsNoAccountForItMayBeDeleted() {
        UserId nobody = new UserId(UUID.randomUUID());
        assertThat(find(nobody.toString())).containsExactly(nobody);
    }

    @Test
    void moreThanFiftyPeopleAreTooMany() {
        for (int i = 0; i < Holders.MOST; i++) {
            person("P" + i, family);
        }
        assertThat(find(family)).hasSize(Holders.MOST);
        person("One more", family);
        assertThat(await(holders.find(family))).isEqualTo(new Found.TooMany());
    }

    /** No character of a name means anything to the search. */
    @Test
    void signsOfPatternsAndOfSqlAreLettersLikeOthers() {
        person("C", family);
        for (String text : List.of("%", "_", "\\", "'", "%' or true --", "\0", "", " ", "a\0@b")) {
            assertThat(find(text)).isEmpty();
        }
        UserId percent = person("100%" + family, "x");
        assertThat(find("100%" + family)).containsExactly(percent);
        assertThat(find("100_" + family)).isEmpty();
    }
}

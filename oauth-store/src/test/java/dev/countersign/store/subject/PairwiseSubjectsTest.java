package dev.countersign.store.subject;

import static dev.countersign.store.Stores.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.protocol.RandomText;
import dev.countersign.protocol.SectorIdentifier;
import dev.countersign.protocol.SubjectIdentifier;
import dev.countersign.protocol.UserId;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.protocol.revocation.RevocationRule;
import dev.countersign.store.Stores;
import dev.countersign.store.World;
import dev.countersign.store.revocation.Cause;
import dev.countersign.store.revocation.Marking;
import dev.countersign.store.revocation.PublishedRules;
import dev.countersign.store.revocation.StampedRule;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** OpenID Connect Core 1.0 §8.1; contract, section 5. */
class PairwiseSubjectsTest {

    private final Stores stores = Stores.shared();
    private final PairwiseSubjects subjects = new PairwiseSubjects(stores.postgres);
    private final UserId alice = new World(stores).user;
    private final UserId bob = new World(stores).user;
    private final SectorIdentifier ours = sector();
    private final SectorIdentifier theirs = sector();

    private static SectorIdentifier sector() {
        return new SectorIdentifier(RandomText.ofBits(96) + ".example");
    }

    private SubjectIdentifier subject(UserId user, SectorIdentifier sector) {
        return await(subjects.of(user, Optional.of(sector)));
    }

    @Test
    void aPersonHasOneSubjectInASectorAndAnotherInEachOther() {
        SubjectIdentifier first = subject(alice, ours);

        assertThat(subject(alice, ours)).isEqualTo(first);
        assertThat(Set.of(first, subject(alice, theirs), subject(bob, ours))).hasSize(3);
        assertThat(first).isNotEqualTo(SubjectIdentifier.of(alice));
    }

    @Test
    void outsideOfASectorItIsThePublicOne() {
        assertThat(await(subjects.of(alice, Optional.empty())))
                .isEqualTo(SubjectIdentifier.of(alice));
    }

    @Test
    void ofManyWhoAskForItFirstAllGetTheSame() {
        List<SubjectIdentifier> made =
                await(
                        Uni.join()
                                .all(
                                        IntStream.range(0, 20)
                                                .mapToObj(
                                                        i -> subjects.of(alice, Optional.of(ours)))
                                                .toList())
                                .andFailFast());

        assertThat(Set.copyOf(made)).hasSize(1);
    }

    /** Or an application could find out who somebody is whom it knows from elsewhere. */
    @Test
    void asAValueItIsOfThatSectorAlone() {
        SubjectIdentifier her = subject(alice, ours);
        String there = subject(alice, theirs).toString();

        assertThat(
                        await(
                                subjects.users(
                                        ours,
                                        List.of(
                                                her.toString(),
                                                there,
                                                alice.toString(),
                                                "nobody",
                                                her.toString().toUpperCase(Locale.ROOT)))))
                .isEqualTo(Map.of(her.toString(), alice));
    }

    @Test
    void aHintIsOfAnySector() {
        assertThat(await(subjects.user(subject(alice, theirs)))).hasValue(alice);
        assertThat(await(subjects.user(SubjectIdentifier.of(alice)))).isEmpty();
    }

    @Test
    void whoIsGoneGetsNone() {
        assertThatThrownBy(() -> subject(new UserId(UUID.randomUUID()), ours))
                .isInstanceOfSatisfying(
                        OAuthException.class,
                        it -> assertThat(it.refusal()).isEqualTo(Refusal.AUTHORIZATION_FALLEN));
    }

    @Test
    void aRuleOnAPersonIsPublishedWithEverySubject() {
        String before = subject(alice, ours).toString();
        subject(bob, ours);
        StampedRule rule = revoked(alice);
        String after = subject(alice, theirs).toString();

        assertThat(published(rule)).containsExactlyInAnyOrder(alice.toString(), before, after);
    }

    /** An application that acts for itself has no other name. */
    @Test
    void aRuleOnAnotherSubjectIsPublishedAsItIs() {
        RevocationRule rule = RevocationRule.onUser(Set.of("batch-app"));

        assertThat(published(await(stores.rules.record(rule, "test", "test"))))
                .containsExactly("batch-app");
    }

    /** Their tokens live on at the APIs until the rule has come there. */
    @Test
    void theSubjectsOfWhoIsErasedGoWithTheLastRuleOnThePerson() {
        SubjectIdentifier her = subject(alice, ours);
        StampedRule rule = await(stores.rules.record(Cause.userErased(alice), "an administrator"));

        stores.sql(
                """
                update pairwise_subjects set erased_at = erased_at - interval '15 hours'
                where subject = $1
                """,
                her);
        forget();
        assertThat(published(rule)).contains(her.toString());
        assertThat(await(subjects.user(her))).hasValue(alice);

        stores.sql("delete from revocation_rules where id = $1", rule.rule().id());
        forget();
        assertThat(await(subjects.user(her))).isEmpty();
    }

    @Test
    void theSubjectsOfWhoIsNotErasedStay() {
        SubjectIdentifier her = subject(alice, ours);

        forget();

        assertThat(subject(alice, ours)).isEqualTo(her);
    }

    private StampedRule revoked(UserId user) {
        return await(
                stores.rules.record(
                        RevocationRule.onUser(Set.of(user.toString())), "test", "test"));
    }

    private Set<String> published(StampedRule rule) {
        return await(PublishedRules.subjects(stores.postgres, rule.rule().id()));
    }

    private void forget() {
        await(new Marking(stores.postgres).run());
    }
}

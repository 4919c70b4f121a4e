package dev.countersign.store.revocation;

import static dev.countersign.store.Stores.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.protocol.GrantId;
import dev.countersign.store.Stores;
import dev.countersign.store.World;
import dev.countersign.store.revocation.SelectedGrants.Selected;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SelectedGrantsTest {

    private final Stores stores = Stores.shared();
    private final World world = new World(stores);
    private final SelectedGrants selected = new SelectedGrants(stores.postgres, stores.rules);

    private GrantId grant() {
        return world.grant("openid").grant();
    }

    private Selected revoke(List<GrantId> grants) {
        return await(
                selected.revoke(
                        grants, "lost", "admin", connection -> Uni.createFrom().voidItem()));
    }

    private long count(String sql, GrantId grant) {
        return await(stores.postgres.row(sql, grant).map(row -> row.orElseThrow().getLong(0)));
    }

    private long rules(GrantId grant) {
        return count(
                "select count(*) from revocation_rules where grant_id = $1 and stamped_at is not null",
                grant);
    }

    private long ended(GrantId grant) {
        return count(
                """
                select count(*) from grants
                where id = $1 and ended and end_reason = 'lost' and ended_by = 'admin'
                """,
                grant);
    }

    @Test
    void eachThatGoesOnIsEndedWithOneStampedRuleAndTheOthersAreNamed() {
        List<GrantId> going = List.of(grant(), grant(), grant());
        GrantId over = grant();
        await(stores.rules.revokeGrant(over, "before", "test"));
        GrantId unknown = GrantId.endingAt(Instant.now().plus(Duration.ofHours(1)));
        List<GrantId> all = new ArrayList<>(going);
        all.add(1, unknown);
        all.add(over);

        Selected first = revoke(all);
        assertThat(first.revoked().keySet()).containsExactlyElementsOf(going);
        assertThat(first.revoked().values()).doesNotHaveDuplicates();
        assertThat(first.over()).containsExactly(over);
        assertThat(first.unknown()).containsExactly(unknown);
        going.forEach(
                grant -> {
                    assertThat(rules(grant)).isOne();
                    assertThat(ended(grant)).isOne();
                });
        assertThat(rules(unknown)).isZero();
        assertThat(rules(over)).isOne();

        Selected second = revoke(all);
        assertThat(second.revoked()).isEmpty();
        assertThat(second.over()).hasSize(4);
        going.forEach(grant -> assertThat(rules(grant)).isOne());
    }

    @Test
    void aFactThatFailsLeavesAllOfThem() {
        List<GrantId> grants = List.of(grant(), grant());
        assertThatThrownBy(
                        () ->
                                await(
                                        selected.revoke(
                                                grants,
                                                "lost",
                                                "admin",
                                                connection ->
                                                        Uni.createFrom()
                                                                .failure(
                                                                        new IllegalStateException(
                                                                                "no")))))
                .hasMessage("no");
        grants.forEach(
                grant -> {
                    assertThat(rules(grant)).isZero();
                    assertThat(ended(grant)).isZero();
                });
    }

    /** In whatever order they name them: nobody deadlocks, and each grant is ended once. */
    @Test
    void ofManyWhoRevokeTheSameOnesEachGrantIsEndedByOne() {
        List<GrantId> grants = IntStream.range(0, 8).mapToObj(i -> grant()).toList();
        List<Selected> all =
                IntStream.range(0, 6)
                        .mapToObj(
                                i ->
                                        selected.revoke(
                                                        i % 2 == 0 ? grants : grants.reversed(),
                                                        "lost",
                                                        "admin",
                                                        connection -> Uni.createFrom().voidItem())
                                                .subscribeAsCompletionStage())
                        .toList()
                        .stream()
                        .map(it -> await(Uni.createFrom().completionStage(it)))
                        .toList();
        assertThat(all.stream().mapToInt(it -> it.revoked().size()).sum()).isEqualTo(8);
        grants.forEach(grant -> assertThat(rules(grant)).isOne());
    }
}

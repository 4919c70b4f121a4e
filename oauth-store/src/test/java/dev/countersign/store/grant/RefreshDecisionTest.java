package dev.countersign.store.grant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.clients.Credential;
import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.Family;
import dev.countersign.protocol.GrantId;
import dev.countersign.protocol.Scopes;
import dev.countersign.protocol.UserId;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.protocol.token.RefreshToken;
import dev.countersign.store.Stores;
import dev.countersign.store.grant.RefreshDecision.Refuse;
import dev.countersign.store.grant.RefreshDecision.Repeat;
import dev.countersign.store.grant.RefreshDecision.Spend;
import dev.countersign.store.grant.RefreshDecision.Theft;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The refresh rules of the design, one by one; generation 6 is current, the window 10 s. */
class RefreshDecisionTest {

    private static final Instant NOW = Instant.parse("2026-12-01T12:00:00Z");
    private static final ClientId CLIENT = new ClientId("app");
    private static final UserId USER = new UserId(new UUID(0, 1));
    private static final int CURRENT = 6;

    private final RefreshTokens tokens = new RefreshTokens(Stores.KEYS);
    private final List<RefreshToken> generations = new ArrayList<>();

    /** What a case changes of an ordinary row. */
    private boolean ended;

    private boolean stopped;
    private boolean idle;
    private boolean stands = true;
    private boolean reaches = true;
    private ClientId client = CLIENT;
    private Optional<Scopes> requested = Optional.empty();

    private Family family = Family.OAUTH;
    private Optional<UserId> subject = Optional.empty();

    /** Spent so many seconds ago, newest first: generations 5, 4, 3 and 2. */
    private List<Integer> spentAgo = List.of(1, 2, 3, 4);

    RefreshDecisionTest() {
        generations.add(tokens.first(GrantId.endingAt(NOW.plus(Duration.ofHours(1)))));
        for (int i = 0; i <= CURRENT; i++) {
            generations.add(tokens.successor(generations.get(i)));
        }
    }

    private RefreshDecision decide(RefreshToken presented) {
        return decide(presented, NOW);
    }

    private RefreshDecision decide(RefreshToken presented, Instant now) {
        RefreshState row =
                new RefreshState(
                        family,
                        presented.grant(),
                        USER,
                        CLIENT,
                        Scopes.parse("openid email"),
                        CURRENT,
                        Optional.of(generations.get(CURRENT).hash()),
                        Optional.of(generations.get(CURRENT - 1).hash()),
                        spentAgo.stream().map(ago -> Optional.of(NOW.minusSeconds(ago))).toList(),
                        Duration.ofSeconds(10),
                        ended,
                        stands,
                        stopped,
                        idle,
                        reaches);
        Narrowing narrowing = new Narrowing(requested, Optional.empty());
        Credential caller = Credential.ofPublicClient(client);
        return RefreshDecision.of(
                presented, new Presenter(caller, Family.OAUTH, narrowing, subject), row, now);
    }

    /** Contract, section 6: also where it would be a theft at its own family. */
    @Test
    void atTheOtherFamilyNothingIsSpentAndNothingRevoked() {
        family = Family.DIALECT;
        assertThat(decide(generations.get(CURRENT)))
                .isEqualTo(new Refuse(Refusal.REFRESH_TOKEN_OF_THE_OTHER_FAMILY));
        assertThat(decide(generations.get(0)))
                .isEqualTo(new Refuse(Refusal.REFRESH_TOKEN_OF_THE_OTHER_FAMILY));
    }

    @Test
    void whoNamesAnotherPersonSpendsNothing() {
        subject = Optional.of(new UserId(new UUID(0, 2)));
        assertThat(decide(generations.get(CURRENT)))
                .isEqualTo(new Refuse(Refusal.ID_TOKEN_OF_ANOTHER_PERSON));
        subject = Optional.of(USER);
        assertThat(decide(generations.get(CURRENT))).isEqualTo(new Spend());
    }

    @Test
    void theCurrentTokenIsTriedAgain() {
        assertThat(decide(generations.get(CURRENT))).isEqualTo(new Spend());
    }

    @Test
    void whatIsOfOtherApisByNowIsRefusedAndNothingIsSpent() {
        reaches = false;
        assertThat(decide(generations.get(CURRENT)))
                .isEqualTo(new Refuse(Refusal.REFRESH_TOKEN_OF_OTHER_APIS));
        assertThat(decide(generations.get(5)))
                .isEqualTo(new Refuse(Refusal.REFRESH_TOKEN_OF_OTHER_APIS));
    }

    @Test
    void thePreviousTokenInsideTheWindowGetsTheSameSuccessor() {
        assertThat(decide(generations.get(5))).isEqualTo(new Repeat());
    }

    @Test
    void thePreviousTokenAtTheVeryEndOfTheWindowIsInside() {
        spentAgo = List.of(10, 20, 30, 40);
        assertThat(decide(generations.get(5))).isEqualTo(new Repeat());
    }

    @Test
    void thePreviousTokenOutsideTheWindowIsATheft() {
        spentAgo = List.of(11, 20, 30, 40);
        assertThat(decide(generations.get(5))).isEqualTo(new Theft());
    }

    @Test
    void anOlderTokenInsideItsOwnWindowIsALateDuplicate() {
        assertThat(decide(generations.get(4)))
                .isEqualTo(new Refuse(Refusal.REFRESH_TOKEN_LATE_DUPLICATE));
        assertThat(decide(generations.get(2)))
                .isEqualTo(new Refuse(Refusal.REFRESH_TOKEN_LATE_DUPLICATE));
    }

    @Test
    void aLaterRefreshDoesNotMoveTheWindowOfAnOlderToken() {
        spentAgo = List.of(1, 2, 3, 11);
        assertThat(decide(generations.get(2))).isEqualTo(new Theft());
    }

    @Test
    void aGenerationOlderThanTheFourKeptIsATheft() {
        assertThat(decide(generations.get(1))).isEqualTo(new Theft());
    }

    @Test
    void aGenerationNewerThanTheRowsIsRefusedAndNothingIsRevoked() {
        assertThat(decide(generations.get(CURRENT + 1)))
                .isEqualTo(new Refuse(Refusal.REFRESH_TOKEN_OF_THE_FUTURE));
    }

    @Test
    void anotherClientsTokenIsRefusedAndNeverATheft() {
        client = new ClientId("another");
        assertThat(decide(generations.get(1)))
                .isEqualTo(new Refuse(Refusal.REFRESH_TOKEN_OF_ANOTHER_CLIENT));
        assertThat(decide(generations.get(CURRENT)))
                .isEqualTo(new Refuse(Refusal.REFRESH_TOKEN_OF_ANOTHER_CLIENT));
    }

    @Test
    void aTrueTokenThatTheRowNeverHeldIsUnknownAndNothingIsRevoked() {
        RefreshToken sibling = tokens.first(generations.get(0).grant());
        for (int i = 0; i < CURRENT; i++) {
            sibling = tokens.successor(sibling);
        }
        assertThat(decide(sibling)).isEqualTo(new Refuse(Refusal.REFRESH_TOKEN_UNKNOWN));
    }

    @Test
    void anEndedGrantIsRefusedEvenToAThief() {
        ended = true;
        assertThat(decide(generations.get(CURRENT)))
                .isEqualTo(new Refuse(Refusal.REFRESH_TOKEN_ENDED));
        assertThat(decide(generations.get(1))).isEqualTo(new Refuse(Refusal.REFRESH_TOKEN_ENDED));
    }

    @Test
    void aGrantPastItsAbsoluteEndIsRefused() {
        assertThat(decide(generations.get(CURRENT), NOW.plus(Duration.ofHours(1))))
                .isEqualTo(new Refuse(Refusal.REFRESH_TOKEN_ENDED));
    }

    @Test
    void anIdleGrantIsRefused() {
        idle = true;
        assertThat(decide(generations.get(CURRENT)))
                .isEqualTo(new Refuse(Refusal.REFRESH_TOKEN_ENDED));
    }

    @Test
    void aStoppedGrantIsRefusedAlsoInsideTheWindow() {
        stopped = true;
        assertThat(decide(generations.get(CURRENT)))
                .isEqualTo(new Refuse(Refusal.REFRESH_TOKEN_REVOKED));
        assertThat(decide(generations.get(5))).isEqualTo(new Refuse(Refusal.REFRESH_TOKEN_REVOKED));
    }

    @Test
    void aDisabledUserIsRefusedButATheftIsStillATheft() {
        stands = false;
        assertThat(decide(generations.get(CURRENT)))
                .isEqualTo(new Refuse(Refusal.REFRESH_TOKEN_REVOKED));
        assertThat(decide(generations.get(1))).isEqualTo(new Theft());
    }

    @Test
    void aWiderScopeIsRefusedAndSpendsNothing() {
        requested = Optional.of(Scopes.parse("openid admin"));
        assertThat(decide(generations.get(CURRENT))).isEqualTo(new Refuse(Refusal.SCOPE_WIDER));
        assertThat(decide(generations.get(5))).isEqualTo(new Refuse(Refusal.SCOPE_WIDER));
    }

    @Test
    void aNarrowerScopeIsFine() {
        requested = Optional.of(Scopes.parse("email"));
        assertThat(decide(generations.get(5))).isEqualTo(new Repeat());
    }
}

package dev.countersign.store.race;

import static dev.countersign.store.Stores.await;
import static dev.countersign.store.race.RaceTrack.ACT;
import static dev.countersign.store.race.RaceTrack.RULE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.jose.AccessTokenClaims;
import dev.countersign.jose.VerifiedAccessToken;
import dev.countersign.protocol.KeyId;
import dev.countersign.protocol.TokenId;
import dev.countersign.store.Stores;
import dev.countersign.store.grant.Narrowing;
import dev.countersign.store.grant.Refreshed;
import dev.countersign.store.grant.TokenStanding;
import dev.countersign.store.race.Act.Accepted;
import dev.countersign.store.race.RaceTrack.Racer;
import dev.countersign.store.race.RaceTrack.Run;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Whatever is accepted after a rule was authorized after it (design: Revocation 2 and 3): the rule
 * and a sign-in, an exchange or a refresh, in every order of their steps.
 */
class RacesOnTimeTest {

    private static final int TRACKS = 4;
    private static final int WITH_A_RELAY = 500;
    private static final int WITH_A_PUBLISHER = 1_000;
    private static final int STEPS_OF_A_RULE = 4;

    private static final Random RANDOM = new Random(1);

    private enum End {
        REFUSED,
        ACCEPTED_AND_WORTH_NOTHING,
        ACCEPTED_AFTER_THE_RULE
    }

    private record Race(Cause cause, Act act, Interleaving interleaving, EnumSet<Racer> others) {}

    @Test
    void whateverIsAcceptedAfterARuleWasAuthorizedAfterIt() throws Exception {
        List<Race> races = new ArrayList<>();
        for (Cause cause : Cause.values()) {
            for (Act act : Act.values()) {
                // there are too many orders of that; some are taken below
                if (meet(cause, act) && act != Act.SIGN_IN_PAIRWISE) {
                    int rule = STEPS_OF_A_RULE + (cause == Cause.PASSWORD ? 1 : 0);
                    Interleaving.all(rule, act.length())
                            .map(it -> new Race(cause, act, it, EnumSet.noneOf(Racer.class)))
                            .forEach(races::add);
                }
            }
        }
        Collections.shuffle(races, RANDOM);
        // a server that refuses everyone would pass all the rest
        assertThat(run(races).values()).allMatch(it -> it.sum() > 0);
    }

    /** The stamp may also be the relay's: whichever comes first counts, and for both. */
    @Test
    void theSameWhereARelayStampsTheRuleInBetween() throws Exception {
        run(IntStream.range(0, WITH_A_RELAY).mapToObj(i -> withARelay()).toList());
    }

    /**
     * Contract, section 5: APIs compare subjects only, so a rule that they have heard names the one
     * of every token that it stops. Where it misses one, nothing ever stops that token there.
     */
    @Test
    void aPublishedRuleNamesTheSubjectOfWhateverWasAcceptedBeforeIt() throws Exception {
        Map<End, LongAdder> ends =
                run(IntStream.range(0, WITH_A_PUBLISHER).mapToObj(i -> ofANewSubject()).toList());
        assertThat(ends.values()).allMatch(it -> it.sum() > 0);
    }

    private static Race ofANewSubject() {
        Cause cause = RANDOM.nextBoolean() ? Cause.USER : Cause.PASSWORD;
        return new Race(
                cause,
                Act.SIGN_IN_PAIRWISE,
                new Interleaving(RANDOM.ints(20, 0, 2).boxed().toList()),
                EnumSet.of(Racer.PUBLISHER));
    }

    private static Race withARelay() {
        while (true) {
            Cause cause = anyOf(Cause.values());
            Act act = anyOf(Act.values());
            if (meet(cause, act)) {
                List<Integer> turns = RANDOM.ints(14, 0, 3).boxed().toList();
                return new Race(cause, act, new Interleaving(turns), EnumSet.of(Racer.RELAY));
            }
        }
    }

    private static <T> T anyOf(T[] values) {
        return values[RANDOM.nextInt(values.length)];
    }

    /** Nobody knows the grant of a sign-in before it has ended. */
    private static boolean meet(Cause cause, Act act) {
        return cause != Cause.GRANT || !act.decides();
    }

    private static Map<End, LongAdder> run(List<Race> races) throws Exception {
        Map<End, LongAdder> ends = new EnumMap<>(End.class);
        for (End end : End.values()) {
            ends.put(end, new LongAdder());
        }
        Queue<Race> waiting = new ConcurrentLinkedQueue<>(races);
        List<Future<?>> tracks = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(TRACKS)) {
            for (int i = 0; i < TRACKS; i++) {
                tracks.add(threads.submit(() -> runOnOneTrack(waiting, ends)));
            }
        }
        for (Future<?> track : tracks) {
            track.get();
        }
        return ends;
    }

    private static Void runOnOneTrack(Queue<Race> waiting, Map<End, LongAdder> ends)
            throws Exception {
        try (RaceTrack track = new RaceTrack(Stores.shared())) {
            for (Race race = waiting.poll(); race != null; race = waiting.poll()) {
                Run run = track.race(race.cause(), race.act(), race.interleaving(), race.others());
                assertThat(flaw(run)).as("%s: %s", race, run).isEmpty();
                Objects.requireNonNull(ends.get(end(run))).increment();
            }
        }
        return null;
    }

    private static End end(Run run) {
        if (run.accepted().isEmpty()) {
            return End.REFUSED;
        }
        return run.accepted().get().authorizedAt().isAfter(run.rule().before())
                ? End.ACCEPTED_AFTER_THE_RULE
                : End.ACCEPTED_AND_WORTH_NOTHING;
    }

    private static Optional<String> flaw(Run run) {
        return run.accepted().flatMap(accepted -> flaw(run, accepted));
    }

    private static Optional<String> flaw(Run run, Accepted accepted) {
        boolean after = accepted.authorizedAt().isAfter(run.rule().before());
        if (!after
                && !run.subjects().isEmpty()
                && !run.subjects().contains(accepted.subject().toString())) {
            return Optional.of("the published rule does not name the subject");
        }
        int committed = run.first(RULE, Step.COMMIT);
        if (!after && run.last(ACT, Step.STATEMENT) > committed) {
            return Optional.of("begun after the commit, and not refused at once");
        }
        if (after && run.first(ACT, Step.STATEMENT) < committed) {
            return Optional.of("decided before the commit, and authorized after the rule");
        }
        if (stands(run, accepted) != after) {
            return Optional.of(after ? "a sign-in after the rule fell" : "the token stands");
        }
        return refreshes(run, accepted) == after
                ? Optional.empty()
                : Optional.of(after ? "a sign-in after the rule fell" : "the token refreshes");
    }

    /** Introspection, userinfo, and what an API asks itself of the published rule. */
    private static boolean stands(Run run, Accepted accepted) {
        var it = run.contested();
        VerifiedAccessToken token =
                new VerifiedAccessToken(
                        new AccessTokenClaims(
                                "http://localhost:8080",
                                accepted.subject().toString(),
                                List.of(it.audience()),
                                it.client(),
                                Contested.SCOPES,
                                TokenId.random(),
                                accepted.authorizedAt(),
                                accepted.authorizedAt().plusSeconds(1800),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(it.grant()),
                                accepted.authorizedAt(),
                                Optional.of(it.session())),
                        new KeyId("key"));
        return await(Stores.shared().grants.standing(token)) instanceof TokenStanding.Active;
    }

    private static boolean refreshes(Run run, Accepted accepted) {
        return await(
                        Stores.shared()
                                .grants
                                .refresh(
                                        accepted.token(),
                                        run.contested().credential(),
                                        Narrowing.NONE))
                instanceof Refreshed.Rotated;
    }
}

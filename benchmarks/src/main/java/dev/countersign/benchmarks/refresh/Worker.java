package dev.countersign.benchmarks.refresh;

import static dev.countersign.benchmarks.refresh.GrantStore.await;

import dev.countersign.benchmarks.refresh.Verdict.Event;
import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.Scopes;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.protocol.revocation.RevocationRule;
import dev.countersign.protocol.token.RefreshToken;
import dev.countersign.store.grant.Refreshed;
import dev.countersign.store.grant.Refreshed.Refused;
import dev.countersign.store.revocation.StampedRule;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Plays one scene after the other with grants that are its own. */
final class Worker {

    private static final int AT_ONCE = 10;
    private static final int MOST_OF_A_THIEF = 6;
    private static final Optional<Scopes> AS_GRANTED = Optional.empty();
    private static final Optional<Scopes> NARROWED = Optional.of(Scopes.parse("openid"));
    private static final Optional<Scopes> WIDER = Optional.of(Scopes.parse("openid email"));

    private final World world;
    private final Settings settings;
    private final ClientId other;
    private final Random random;
    private final List<SignedIn> apps;

    /** In the order in which they fall due. */
    private final Deque<Theft> thefts = new ArrayDeque<>();

    /**
     * @param apps an application and a person each
     * @param other an application that none of the grants belongs to
     */
    Worker(World world, Settings settings, List<SignedIn> apps, ClientId other, long seed) {
        this.world = world;
        this.settings = settings;
        this.apps = new ArrayList<>(apps);
        this.other = other;
        this.random = new Random(seed);
    }

    /** Plays until the goal of all workers is reached, and until every thief has come back. */
    void play(long goal) {
        Duration margin = settings.window().plusMillis(50);
        while (world.verdict.refreshes() < goal) {
            scene(random.nextDouble(), margin);
            if (!thefts.isEmpty() && isOver(thefts.getFirst())) {
                aThiefComesBack();
            }
        }
        while (!thefts.isEmpty()) {
            aThiefComesBack();
        }
        apps.forEach(app -> app.ledger.compareWith(world.state(app).orElseThrow()));
    }

    private void scene(double dice, Duration margin) {
        double thefts = settings.thefts();
        if (apps.size() > 1 && dice < thefts) {
            aTokenIsStolen(margin);
        } else if (dice < 2 * thefts) {
            aRevocationRaces(random.nextInt(apps.size()));
        } else {
            everydayScene(anyApp(), random.nextInt(100));
        }
    }

    private void everydayScene(SignedIn app, int dice) {
        switch (dice) {
            case 0 -> tenAtOnce(app);
            case 1, 2, 3 -> twoTabs(app);
            case 4, 5, 6 -> aRequestArrivesTwice(app);
            case 7 -> someoneInventsAToken(app);
            case 8 -> anotherClientHasIt(app);
            case 9 -> aWiderScope(app);
            case 10, 11 -> world.refresh(app, random, NARROWED);
            default -> world.refresh(app, random, AS_GRANTED);
        }
    }

    private SignedIn anyApp() {
        return apps.get(random.nextInt(apps.size()));
    }

    private void tenAtOnce(SignedIn app) {
        world.verdict.count(Event.TEN_AT_ONCE);
        Set<String> successors = new HashSet<>();
        List<Refreshed> answers = world.presentAtOnce(app, app.token, AT_ONCE);
        RefreshToken next = app.token;
        for (Refreshed answer : answers) {
            next = world.successor(app, answer);
            successors.add(next.text());
        }
        if (successors.size() != 1) {
            world.verdict.breach("ten at once got different tokens");
        }
        app.token = next;
    }

    /** One tab refreshes and goes on; the other comes with the token that both had. */
    private void twoTabs(SignedIn app) {
        world.verdict.count(Event.TWO_TABS);
        RefreshToken shared = app.token;
        world.refresh(app, random, AS_GRANTED);
        RefreshToken inTheOther = world.successor(app, world.present(app, shared));
        if (!inTheOther.text().equals(app.token.text())) {
            world.verdict.breach("two tabs hold different tokens");
        }
    }

    /** The network delivers a request again after its successor was used. */
    private void aRequestArrivesTwice(SignedIn app) {
        RefreshToken old = app.token;
        world.refresh(app, random, AS_GRANTED);
        world.refresh(app, random, AS_GRANTED);
        world.expect(
                Refusal.REFRESH_TOKEN_LATE_DUPLICATE,
                world.present(app, old),
                Event.LATE_DUPLICATE);
        world.refresh(app, random, AS_GRANTED);
    }

    private void someoneInventsAToken(SignedIn app) {
        byte[] tag = app.token.tag();
        tag[random.nextInt(RefreshToken.TAG_BYTES)] ^= 1;
        RefreshToken invented = RefreshToken.of(app.token.signedPart(), tag);
        world.expect(Refusal.REFRESH_TOKEN_INVENTED, world.present(app, invented), Event.INVENTED);
        world.refresh(app, random, AS_GRANTED);
    }

    private void anotherClientHasIt(SignedIn app) {
        Refreshed answer = await(world.store.refresh(app.token, other, AS_GRANTED));
        world.expect(Refusal.REFRESH_TOKEN_OF_ANOTHER_CLIENT, answer, Event.OTHER_CLIENT);
        world.refresh(app, random, AS_GRANTED);
    }

    private void aWiderScope(SignedIn app) {
        Refreshed answer = await(world.presenting(app, app.token, WIDER));
        world.expect(Refusal.SCOPE_WIDER, answer, Event.WIDER_SCOPE);
        world.refresh(app, random, AS_GRANTED);
    }

    /** Half of the time the thief comes first, and the owner is away until the window is over. */
    private void aTokenIsStolen(Duration margin) {
        world.verdict.count(Event.THEFT);
        SignedIn victim = apps.remove(random.nextInt(apps.size()));
        RefreshToken stolen = victim.token;
        RefreshToken newest = stolen;
        for (int steps = 1 + random.nextInt(MOST_OF_A_THIEF); steps > 0; steps--) {
            newest = world.successor(victim, world.present(victim, newest));
        }
        if (random.nextBoolean()) {
            victim.token = newest;
        }
        Instant due = world.store.now().plus(margin);
        thefts.add(new Theft(victim, stolen, newest, due));
    }

    private static boolean isOver(Theft theft) {
        // a first look by the clock of this machine; PostgreSQL's decides
        return Instant.now().isAfter(theft.due());
    }

    private void aThiefComesBack() {
        Theft theft = thefts.removeFirst();
        theft.isCaught(world);
        apps.add(world.signIn(theft.victim().user, theft.victim().client));
    }

    /** Whatever a refresh that races a revocation obtains is stopped by the rule. */
    private void aRevocationRaces(int index) {
        world.verdict.count(Event.REVOKED_IN_A_RACE);
        SignedIn app = apps.get(index);
        Uni<StampedRule> revocation =
                random.nextBoolean()
                        ? world.store.rules().revokeGrant(app.token.grant(), "simulation", "test")
                        : world.store
                                .rules()
                                .record(
                                        RevocationRule.onUser(Set.of(app.user.toString())),
                                        "simulation",
                                        "test");
        var revoked = revocation.subscribeAsCompletionStage();
        List<Refreshed> answers = world.presentAtOnce(app, app.token, 1 + random.nextInt(3));
        RefreshToken obtained = obtained(answers).orElse(app.token);
        RefreshToken further = obtained(List.of(world.present(app, obtained))).orElse(obtained);
        await(Uni.createFrom().completionStage(revoked));
        world.expectOver(app, app.token, obtained, further);
        apps.set(index, world.signIn(app.user, app.client));
    }

    private static Optional<RefreshToken> obtained(List<Refreshed> answers) {
        return answers.stream()
                .filter(it -> !(it instanceof Refused))
                .map(
                        it ->
                                switch (it) {
                                    case Refreshed.Rotated(var grant, _, var successor) ->
                                            successor;
                                    case Refreshed.Repeated(var grant, _, var successor) ->
                                            successor;
                                    case Refused ignored -> throw new IllegalStateException();
                                })
                .findFirst();
    }
}

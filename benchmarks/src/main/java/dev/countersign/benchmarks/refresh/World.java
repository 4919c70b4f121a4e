package dev.countersign.benchmarks.refresh;

import static dev.countersign.benchmarks.refresh.GrantStore.await;

import dev.countersign.benchmarks.refresh.Verdict.Event;
import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.Scopes;
import dev.countersign.protocol.UserId;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.protocol.token.RefreshToken;
import dev.countersign.store.grant.GrantState;
import dev.countersign.store.grant.Refreshed;
import dev.countersign.store.grant.Refreshed.Refused;
import dev.countersign.store.grant.Refreshed.Repeated;
import dev.countersign.store.grant.Refreshed.Rotated;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/** The server, and a network before it that loses answers; whatever is answered is audited. */
final class World {

    final GrantStore store;
    final Verdict verdict;
    private final double dropped;

    World(GrantStore store, Verdict verdict, double dropped) {
        this.store = store;
        this.verdict = verdict;
        this.dropped = dropped;
    }

    SignedIn signIn(UserId user, ClientId client) {
        RefreshToken first = store.signIn(user, client);
        verdict.count(Event.SIGN_IN);
        return new SignedIn(user, client, first, new Ledger(verdict, first));
    }

    Uni<Refreshed> presenting(SignedIn app, RefreshToken token) {
        return presenting(app, token, Optional.empty());
    }

    Uni<Refreshed> presenting(SignedIn app, RefreshToken token, Optional<Scopes> requested) {
        return store.refresh(token, app.client, requested)
                .invoke(answer -> app.ledger.answered(token, answer));
    }

    Refreshed present(SignedIn app, RefreshToken token) {
        return await(presenting(app, token));
    }

    /** All at once. */
    List<Refreshed> presentAtOnce(SignedIn app, RefreshToken token, int times) {
        return await(
                Uni.join()
                        .all(Stream.generate(() -> presenting(app, token)).limit(times).toList())
                        .andFailFast());
    }

    /** As an honest application does: where no answer comes, the same token again. */
    void refresh(SignedIn app, Random random, Optional<Scopes> requested) {
        while (true) {
            Refreshed answer = await(presenting(app, app.token, requested));
            if (answer instanceof Refused || random.nextDouble() >= dropped) {
                app.token = successor(app, answer);
                return;
            }
            verdict.count(Event.DROPPED_ANSWER);
        }
    }

    /** The token in an answer to an honest application; that there is none is a broken promise. */
    RefreshToken successor(SignedIn app, Refreshed answer) {
        return switch (answer) {
            case Rotated(var grant, _, var successor) -> successor;
            case Repeated(var grant, _, var successor) -> successor;
            case Refused(var refusal) -> {
                verdict.breach("an honest sign-out: " + refusal + ", " + row(app));
                yield app.token;
            }
        };
    }

    void expect(Refusal expected, Refreshed answer, Event event) {
        verdict.count(event);
        if (!answer.equals(new Refused(expected))) {
            verdict.breach("%s: not %s but %s".formatted(event, expected, answer));
        }
    }

    /** Nothing that the grant ever gave works: no token of it, and no access token at an API. */
    void expectOver(SignedIn app, RefreshToken... tokens) {
        for (RefreshToken token : tokens) {
            if (!(present(app, token) instanceof Refused)) {
                verdict.breach("a survivor: generation " + token.generation());
            }
        }
        GrantState state = state(app).orElseThrow();
        if (state.stands()) {
            verdict.breach("a survivor: the grant stands");
        }
        boolean stopped =
                await(
                        store.postgres()
                                .row(
                                        """
                                        select exists (select from revocation_rules
                                          where (grant_id = $1::uuid or sub = array[$2::text])
                                            and before >= $3::timestamptz) as stopped
                                        """,
                                        app.token.grant(),
                                        app.user.toString(),
                                        state.grant().authorizedAt())
                                .map(row -> row.orElseThrow().getBoolean("stopped")));
        if (!stopped) {
            verdict.breach("a survivor: no rule stops its access tokens");
        }
    }

    Optional<GrantState> state(SignedIn app) {
        return await(store.grants().state(app.token.grant()));
    }

    private String row(SignedIn app) {
        return await(
                store.postgres()
                        .row(
                                """
                                select format('generation %s, spent %s, ended %s by %s, now %s',
                                  generation, spent_at, ended_at, end_reason, clock_timestamp()) as row
                                from grants where id = $1
                                """,
                                app.token.grant())
                        .map(row -> row.orElseThrow().getString("row")));
    }
}

package dev.countersign.store.race;

import dev.countersign.protocol.token.RefreshToken;
import dev.countersign.store.grant.GrantInsert;
import dev.countersign.store.grant.Grants;
import dev.countersign.store.grant.Narrowing;
import dev.countersign.store.grant.Refreshed;
import dev.countersign.store.session.SsoSession;
import dev.countersign.store.signin.Decision;
import dev.countersign.store.signin.SignIn;
import dev.countersign.store.signin.SignIns;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What could miss a rule. The steps in Redis between these read nothing that a rule changes. */
enum Act {
    /** A password was verified: the decision, and the exchange of the code that it gave. */
    SIGN_IN {
        @Override
        Uni<Optional<Accepted>> play(SignIns signIns, Grants grants, Contested it) {
            return signIn(signIns, grants, it, Optional.empty());
        }
    },
    /** The same by the cookie of a session that is older than the race. */
    SIGN_IN_BY_SESSION {
        @Override
        Uni<Optional<Accepted>> play(SignIns signIns, Grants grants, Contested it) {
            SsoSession session =
                    new SsoSession(
                            it.session(),
                            it.user(),
                            it.before(),
                            it.before(),
                            List.of("pwd"),
                            it.passwordVersion());
            return signIn(signIns, grants, it, Optional.of(session));
        }
    },
    /** A code that was issued before is exchanged. */
    EXCHANGE {
        @Override
        Uni<Optional<Accepted>> play(SignIns signIns, Grants grants, Contested it) {
            return insert(grants, it, it.before());
        }
    },
    /** A refresh token that was issued before is spent. */
    REFRESH {
        @Override
        Uni<Optional<Accepted>> play(SignIns signIns, Grants grants, Contested it) {
            return grants.refresh(it.token(), it.credential(), Narrowing.NONE)
                    .map(
                            answer ->
                                    answer instanceof Refreshed.Rotated(var grant, _, var successor)
                                            ? Optional.of(
                                                    new Accepted(grant.authorizedAt(), successor))
                                            : Optional.empty());
        }
    };

    /** What came of it, and with which instant. */
    record Accepted(Instant authorizedAt, RefreshToken token) {}

    abstract Uni<Optional<Accepted>> play(SignIns signIns, Grants grants, Contested it);

    boolean decides() {
        return this == SIGN_IN || this == SIGN_IN_BY_SESSION;
    }

    /** A begin counts where the time of the transaction goes into the decision. */
    Set<Step> steps() {
        return decides() ? EnumSet.allOf(Step.class) : EnumSet.of(Step.STATEMENT, Step.COMMIT);
    }

    /** How many steps it has where nothing refuses it. */
    int length() {
        return decides() ? 6 : 2;
    }

    private static Uni<Optional<Accepted>> signIn(
            SignIns signIns, Grants grants, Contested it, Optional<SsoSession> session) {
        SignIn signIn =
                new SignIn(
                        it.user(),
                        it.passwordVersion(),
                        session,
                        it.client(),
                        it.before(),
                        Contested.SCOPES);
        return signIns.decide(signIn)
                .flatMap(
                        decision ->
                                decision instanceof Decision.Authorized(Instant at)
                                        ? insert(grants, it, at)
                                        : Uni.createFrom().item(Optional.empty()));
    }

    private static Uni<Optional<Accepted>> insert(Grants grants, Contested it, Instant at) {
        return grants.insert(it.grantAuthorizedAt(at), it.credential())
                .map(
                        made ->
                                made instanceof GrantInsert.Inserted
                                        ? Optional.of(new Accepted(at, it.token()))
                                        : Optional.empty());
    }
}

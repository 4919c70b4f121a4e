package dev.countersign.store.race;

import dev.countersign.protocol.SubjectIdentifier;
import dev.countersign.protocol.token.RefreshToken;
import dev.countersign.store.grant.GrantInsert;
import dev.countersign.store.grant.Grants;
import dev.countersign.store.grant.Narrowing;
import dev.countersign.store.grant.Refreshed;
import dev.countersign.store.postgres.Postgres;
import dev.countersign.store.session.SsoSession;
import dev.countersign.store.signin.Decision;
import dev.countersign.store.signin.SignIn;
import dev.countersign.store.signin.SignIns;
import dev.countersign.store.subject.PairwiseSubjects;
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
        Uni<Optional<Accepted>> play(Postgres postgres, Grants grants, Contested it) {
            return signIn(postgres, grants, it, Optional.empty());
        }
    },
    /** The same at an application of a sector that the person was never in before. */
    SIGN_IN_PAIRWISE {
        @Override
        Uni<Optional<Accepted>> play(Postgres postgres, Grants grants, Contested it) {
            return new SignIns(postgres)
                    .decide(signIn(it, Optional.empty()))
                    .flatMap(
                            decision ->
                                    decision instanceof Decision.Authorized(Instant at)
                                            ? new PairwiseSubjects(postgres)
                                                    .of(it.user(), Optional.of(it.sector()))
                                                    .flatMap(who -> insert(grants, it, who, at))
                                            : Uni.createFrom().item(Optional.empty()));
        }
    },
    /** The same by the cookie of a session that is older than the race. */
    SIGN_IN_BY_SESSION {
        @Override
        Uni<Optional<Accepted>> play(Postgres postgres, Grants grants, Contested it) {
            SsoSession session =
                    new SsoSession(
                            it.session(),
                            it.user(),
                            it.before(),
                            it.before(),
                            List.of("pwd"),
                            it.passwordVersion());
            return signIn(postgres, grants, it, Optional.of(session));
        }
    },
    /** A code that was issued before is exchanged. */
    EXCHANGE {
        @Override
        Uni<Optional<Accepted>> play(Postgres postgres, Grants grants, Contested it) {
            return insert(grants, it, it.subject(), it.before());
        }
    },
    /** A refresh token that was issued before is spent. */
    REFRESH {
        @Override
        Uni<Optional<Accepted>> play(Postgres postgres, Grants grants, Contested it) {
            return grants.refresh(it.token(), it.credential(), Narrowing.NONE)
                    .map(
                            answer ->
                                    answer instanceof Refreshed.Rotated(var grant, _, var successor)
                                            ? Optional.of(
                                                    new Accepted(
                                                            grant.authorizedAt(),
                                                            grant.subject(),
                                                            successor))
                                            : Optional.empty());
        }
    };

    /** What came of it, and with which instant, for whom. */
    record Accepted(Instant authorizedAt, SubjectIdentifier subject, RefreshToken token) {}

    abstract Uni<Optional<Accepted>> play(Postgres postgres, Grants grants, Contested it);

    boolean decides() {
        return this == SIGN_IN || this == SIGN_IN_BY_SESSION || this == SIGN_IN_PAIRWISE;
    }

    /** A begin counts where the time of the transaction goes into the decision. */
    Set<Step> steps() {
        return decides() ? EnumSet.allOf(Step.class) : EnumSet.of(Step.STATEMENT, Step.COMMIT);
    }

    /** How many steps it has where nothing refuses it. */
    int length() {
        return switch (this) {
            case SIGN_IN, SIGN_IN_BY_SESSION -> 6;
            // looks for the subject, and makes it
            case SIGN_IN_PAIRWISE -> 12;
            case EXCHANGE, REFRESH -> 2;
        };
    }

    private static Uni<Optional<Accepted>> signIn(
            Postgres postgres, Grants grants, Contested it, Optional<SsoSession> session) {
        return new SignIns(postgres)
                .decide(signIn(it, session))
                .flatMap(
                        decision ->
                                decision instanceof Decision.Authorized(Instant at)
                                        ? insert(grants, it, it.subject(), at)
                                        : Uni.createFrom().item(Optional.empty()));
    }

    private static SignIn signIn(Contested it, Optional<SsoSession> session) {
        return new SignIn(
                it.user(),
                it.passwordVersion(),
                session,
                it.client(),
                it.before(),
                Contested.SCOPES);
    }

    private static Uni<Optional<Accepted>> insert(
            Grants grants, Contested it, SubjectIdentifier who, Instant at) {
        return grants.insert(it.grantAuthorizedAt(at, who), it.credential())
                .map(
                        made ->
                                made instanceof GrantInsert.Inserted
                                        ? Optional.of(new Accepted(at, who, it.token()))
                                        : Optional.empty());
    }
}

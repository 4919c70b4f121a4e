package dev.countersign.store.race;

import dev.countersign.protocol.revocation.RevocationRule;
import dev.countersign.store.postgres.Postgres;
import dev.countersign.store.revocation.RevocationRules;
import dev.countersign.store.revocation.StampedRule;
import io.smallrye.mutiny.Uni;
import java.util.Set;

/** What writes a rule that stops the person in the application. */
enum Cause {
    USER {
        @Override
        RevocationRule rule(Contested it) {
            return RevocationRule.onUser(Set.of(it.user().toString()));
        }
    },
    SESSION {
        @Override
        RevocationRule rule(Contested it) {
            return RevocationRule.onSession(it.session());
        }
    },
    APPLICATION {
        @Override
        RevocationRule rule(Contested it) {
            return RevocationRule.onApplication(it.client());
        }
    },
    AUDIENCE {
        @Override
        RevocationRule rule(Contested it) {
            return RevocationRule.onAudience(it.audience());
        }
    },
    /** A fact of its own beside the rule: the version of the password that was verified falls. */
    PASSWORD {
        @Override
        RevocationRule rule(Contested it) {
            return USER.rule(it);
        }

        @Override
        Uni<StampedRule> write(RevocationRules rules, Contested it) {
            return rules.record(
                    rule(it),
                    "race",
                    "test",
                    connection ->
                            Postgres.execute(
                                            connection,
                                            """
                                            update users set password_version = password_version + 1
                                            where id = $1
                                            """,
                                            it.user())
                                    .replaceWithVoid());
        }
    },
    /** As by a code that is used twice while it is exchanged: the row may not be there yet. */
    GRANT {
        @Override
        RevocationRule rule(Contested it) {
            return RevocationRule.onGrant(it.grant());
        }

        @Override
        Uni<StampedRule> write(RevocationRules rules, Contested it) {
            return rules.revokeGrant(it.grant(), "race", "test");
        }
    };

    abstract RevocationRule rule(Contested it);

    Uni<StampedRule> write(RevocationRules rules, Contested it) {
        return rules.record(rule(it), "race", "test");
    }
}

package dev.countersign.system;

import dev.countersign.system.client.Administration;
import dev.countersign.system.client.Origin;
import dev.countersign.system.stack.NodeProject;
import dev.countersign.system.stack.Project;
import dev.countersign.system.stack.RunningStack;
import dev.countersign.system.stack.SystemTest;
import org.junit.jupiter.api.Test;

/** Contract.md section 6, with clients that nobody here wrote. */
@SystemTest
class DialectIT {

    private static final String PERSON = "end.user@example.com";

    private final RunningStack stack;
    private final Administration administration;
    private final NodeProject node;

    DialectIT(RunningStack stack) throws Exception {
        this.stack = stack;
        this.administration = new Administration(Origin.of(stack));
        this.node = NodeProject.installed();
    }

    @Test
    void thePublishedCallsWorkUntilTheUserIsRevoked() throws Exception {
        String tokens = Project.module("system-tests").resolve("target/dialect.json").toString();
        node.run(stack, "dialect.mjs", "works", PERSON, tokens);

        administration.revoke("{\"user\":\"%s\",\"reason\":\"a lost phone\"}".formatted(PERSON));

        node.run(stack, "dialect.mjs", "is-revoked", PERSON, tokens);
    }

    @Test
    void aSinglePageAppOnAnotherOriginSignsInAndOneOnAForeignOriginDoesNot() throws Exception {
        node.run(stack, "dialect-spa.mjs", PERSON);
    }
}

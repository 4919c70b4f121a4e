package dev.countersign.system;

import dev.countersign.system.stack.NodeProject;
import dev.countersign.system.stack.RunningStack;
import dev.countersign.system.stack.SystemTest;
import org.junit.jupiter.api.Test;

/** Clients from npm that nobody here wrote, and Chromium; the scripts are in src/test/node. */
@SystemTest
class NodeClientsIT {

    private final RunningStack stack;
    private final NodeProject node;

    NodeClientsIT(RunningStack stack) throws Exception {
        this.stack = stack;
        this.node = NodeProject.installed();
    }

    @Test
    void openidClient() throws Exception {
        node.run(stack, "openid-client.mjs");
    }

    /** Contract, section 2, step 16. */
    @Test
    void aCodeAndAnIdTokenPostedByAScript() throws Exception {
        node.run(stack, "hybrid.mjs", "with-javascript", "ivan@example.com");
    }

    @Test
    void aCodeAndAnIdTokenPostedByThePerson() throws Exception {
        node.run(stack, "hybrid.mjs", "without-javascript", "judy@example.com");
    }

    @Test
    void appAuth() throws Exception {
        node.run(stack, "appauth.mjs");
    }

    @Test
    void jwksRsaAndJsonwebtoken() throws Exception {
        node.run(stack, "jwks-rsa.mjs");
    }

    @Test
    void chromiumWithJavaScript() throws Exception {
        node.run(stack, "browser.mjs", "with-javascript", "carol@example.com");
    }

    @Test
    void chromiumWithoutJavaScript() throws Exception {
        node.run(stack, "browser.mjs", "without-javascript", "dave@example.com");
    }
}

package dev.countersign.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.system.stack.ChildProcess;
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

    private void runs(String... script) throws Exception {
        ChildProcess ended = node.run(stack, script);
        System.out.println(ended.output());
        assertThat(ended.status()).as(ended.output()).isZero();
    }

    @Test
    void openidClient() throws Exception {
        runs("openid-client.mjs");
    }

    @Test
    void appAuth() throws Exception {
        runs("appauth.mjs");
    }

    @Test
    void jwksRsaAndJsonwebtoken() throws Exception {
        runs("jwks-rsa.mjs");
    }

    @Test
    void chromiumWithJavaScript() throws Exception {
        runs("browser.mjs", "with-javascript", "carol@example.com");
    }

    @Test
    void chromiumWithoutJavaScript() throws Exception {
        runs("browser.mjs", "without-javascript", "dave@example.com");
    }
}

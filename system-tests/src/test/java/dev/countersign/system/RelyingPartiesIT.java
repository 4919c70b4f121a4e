package dev.countersign.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.embedded.FreePorts;
import dev.countersign.system.client.Administration;
import dev.countersign.system.client.App;
import dev.countersign.system.client.Origin;
import dev.countersign.system.stack.Apache;
import dev.countersign.system.stack.NodeProject;
import dev.countersign.system.stack.RunningStack;
import dev.countersign.system.stack.SystemTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * Confidential clients that nobody here wrote, which check each answer of the server as a relying
 * party must: they sign in, call userinfo, refresh and sign out. The person is at Chromium.
 */
@SystemTest
class RelyingPartiesIT {

    private final RunningStack stack;
    private final Administration administration;
    private final NodeProject node;

    RelyingPartiesIT(RunningStack stack) throws Exception {
        this.stack = stack;
        this.administration = new Administration(Origin.of(stack));
        this.node = NodeProject.installed();
    }

    private static String origin(int port) {
        return "http://127.0.0.1:" + port;
    }

    /** OpenID Connect Core 1.0 §3.1.3.7, §3.3.2.12, §5.3.4; RFC 9207 §2.4. */
    @Test
    void oauth4webapi() throws Exception {
        String origin = origin(FreePorts.next());
        App app = administration.confidentialApp("oauth4webapi", List.of(origin));

        node.run(stack, "oauth4webapi.mjs", app.clientId(), app.secret(), app.redirectUri());
    }

    /** OpenID Connect RP-Initiated Logout 1.0 §2; OAuth 2.0 Form Post Response Mode §2. */
    @Test
    void apacheWithModAuthOpenidc() throws Exception {
        int application = FreePorts.next();
        int code = FreePorts.next();
        int formPost = FreePorts.next();
        App app =
                administration.confidentialApp(
                        "mod_auth_openidc", List.of(origin(code), origin(formPost)));
        Map<String, String> environment =
                Map.of(
                        "ISSUER", stack.issuer(),
                        "CLIENT_ID", app.clientId(),
                        "CLIENT_SECRET", app.secret(),
                        "PASSPHRASE", UUID.randomUUID().toString(),
                        "PORT", Integer.toString(code),
                        "FORM_POST_PORT", Integer.toString(formPost),
                        "APPLICATION_PORT", Integer.toString(application));

        try (Apache apache = Apache.start(code, environment)) {
            node.run(
                    stack,
                    "mod-auth-openidc.mjs",
                    Integer.toString(application),
                    Integer.toString(code),
                    Integer.toString(formPost));
            assertThat(apache.errors()).doesNotContain(":error]");
        }
    }
}

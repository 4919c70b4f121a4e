package dev.countersign.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.system.client.App;
import dev.countersign.system.client.Form;
import dev.countersign.system.client.Issued;
import dev.countersign.system.client.Origin;
import dev.countersign.system.client.Refused;
import dev.countersign.system.client.Visitor;
import dev.countersign.system.stack.RunningStack;
import dev.countersign.system.stack.SystemTest;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** RFC 7009. */
@SystemTest
class RevocationRequestsIT {

    private static final String REVOKE = "/oauth2/revoke";

    private final Origin origin;

    RevocationRequestsIT(RunningStack stack) {
        this.origin = Origin.of(stack);
    }

    @Test
    void anotherClientCannotRevoke() throws IOException {
        Issued tokens = Visitor.alice(origin).signIn(App.DESKTOP);

        Refused.with(tokens.revokeAccessToken(origin, App.OTHER), 400, "invalid_grant");
        Refused.with(tokens.revokeRefreshToken(origin, App.OTHER), 400, "invalid_grant");

        assertThat(origin.get("/api/me", tokens.accessToken()).status()).isEqualTo(200);
        Issued.by(tokens.refresh(origin, App.DESKTOP));
    }

    /** RFC 7009 §2.2. */
    @Test
    void anUnknownTokenIsRevokedAlready() throws IOException {
        assertThat(origin.post(REVOKE, App.DESKTOP, Form.of("token", "unknown")).status())
                .isEqualTo(200);
    }

    @Test
    void aWrongHintDoesNotMatter() throws IOException {
        Issued tokens = Visitor.alice(origin).signIn(App.DESKTOP);
        Form request = Form.of("token", tokens.refreshToken(), "token_type_hint", "access_token");

        assertThat(origin.post(REVOKE, App.DESKTOP, request).status()).isEqualTo(200);

        Refused.with(tokens.refresh(origin, App.DESKTOP), 400, "invalid_grant");
    }

    @Test
    void aSpoiltRequestIsRefused() throws IOException {
        Form twice = Form.of("token", "a", "token", "b");

        Refused.with(origin.post(REVOKE, App.DESKTOP, Form.of()), 400, "invalid_request");
        Refused.with(origin.post(REVOKE, App.DESKTOP, twice), 400, "invalid_request");
        Refused.with(origin.post(REVOKE, Form.of("token", "a")), 400, "invalid_request");
    }
}

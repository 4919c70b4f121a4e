package dev.countersign.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import dev.countersign.system.client.App;
import dev.countersign.system.client.AuthorizationRequest;
import dev.countersign.system.client.Issued;
import dev.countersign.system.client.Origin;
import dev.countersign.system.client.Visitor;
import dev.countersign.system.stack.RunningStack;
import dev.countersign.system.stack.SystemTest;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * OpenID Connect Core 1.0 §5.5: asked for at one service, told by two others, as long as it lasts.
 */
@SystemTest
class ClaimsParameterIT {

    private static final String CLAIMS =
            """
            {"userinfo": {"phone_number": {"essential": true}, "given_name": {"value": "Bob"}},
             "id_token": {"nickname": null, "zoneinfo": {"values": ["UTC", "Europe/London"]}}}
            """;

    private final Origin origin;

    ClaimsParameterIT(RunningStack stack) {
        this.origin = Origin.of(stack);
    }

    @Test
    void whatIsAskedForByItsNameIsToldWhereItWasAskedForAndAfterRefreshingToo() throws Exception {
        Issued issued = asked(App.WEB);

        told(issued);
        told(Issued.by(issued.refresh(origin, App.WEB)));
    }

    /** The application is not registered for the scope phone. */
    @Test
    void noApplicationGetsMoreByTheNameOfAClaimThanByItsScopes() throws Exception {
        Issued issued = asked(App.DESKTOP);

        assertThat(userinfo(issued)).containsOnlyKeys("sub");
        assertThat(idToken(issued)).containsEntry("nickname", "Al");
    }

    private Issued asked(App app) throws IOException {
        AuthorizationRequest request =
                AuthorizationRequest.of(app)
                        .with("scope", "openid offline_access")
                        .with("claims", CLAIMS);
        return Issued.by(Visitor.alice(origin).authorize(request).redeem(origin));
    }

    private void told(Issued issued) throws Exception {
        assertThat(userinfo(issued))
                .containsOnlyKeys("sub", "phone_number")
                .containsEntry("phone_number", "+44 20 7946 0958");
        assertThat(idToken(issued))
                .containsEntry("nickname", "Al")
                .containsEntry("zoneinfo", "Europe/London")
                .doesNotContainKeys("phone_number", "given_name");
    }

    private Map<String, Object> userinfo(Issued issued) throws IOException {
        return origin.get("/oauth2/userinfo", issued.accessToken()).json();
    }

    private static Map<String, Object> idToken(Issued issued) throws Exception {
        return SignedJWT.parse(issued.idToken()).getJWTClaimsSet().toJSONObject();
    }
}

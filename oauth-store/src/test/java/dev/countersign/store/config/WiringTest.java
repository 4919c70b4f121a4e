package dev.countersign.store.config;

import static dev.countersign.store.Stores.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.clients.Applications;
import dev.countersign.embedded.EmbeddedStackResource;
import dev.countersign.jose.KeySealing;
import dev.countersign.jose.SigningKeys;
import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.Issuer;
import dev.countersign.protocol.secret.ServerKeys;
import dev.countersign.store.code.AuthorizationCodes;
import dev.countersign.store.code.Redemption;
import dev.countersign.store.counter.Failures;
import dev.countersign.store.grant.Grants;
import dev.countersign.store.person.Consents;
import dev.countersign.store.person.People;
import dev.countersign.store.postgres.Postgres;
import dev.countersign.store.request.PendingRequests;
import dev.countersign.store.revocation.RuleOutbox;
import dev.countersign.store.session.Sessions;
import dev.countersign.store.signin.SignIns;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

/** As a service gets it: every bean is there, and the pool has the bounds. */
@QuarkusTest
@QuarkusTestResource(
        value = EmbeddedStackResource.class,
        initArgs = @ResourceArg(name = "components", value = "postgres,redis"))
class WiringTest {

    @Inject Applications applications;
    @Inject AuthorizationCodes codes;
    @Inject Grants grants;
    @Inject Sessions sessions;
    @Inject PendingRequests requests;
    @Inject People people;
    @Inject Consents consents;
    @Inject SignIns signIns;
    @Inject RuleOutbox outbox;
    @Inject Failures failures;
    @Inject SigningKeys signingKeys;
    @Inject Issuer issuer;
    @Inject ServerKeys serverKeys;
    @Inject KeySealing sealing;
    @Inject InstantSource clock;
    @Inject Postgres postgres;

    @Test
    void theStoresAnswer() {
        assertThat(await(applications.find(new ClientId("nobody")))).isEmpty();
        assertThat(await(codes.redeem("cscode_" + "A".repeat(43))))
                .isEqualTo(new Redemption.Unknown());
        assertThat(issuer.value()).isEqualTo("http://localhost:8080");
    }

    @Test
    void theBoundAndThePlansHoldOnPostgresqlsSideToo() {
        assertThat(setting("statement_timeout")).isEqualTo("2s");
        assertThat(setting("transaction_timeout")).isEqualTo("30s");
        assertThat(setting("plan_cache_mode")).isEqualTo("force_generic_plan");
    }

    private String setting(String name) {
        return await(
                postgres.row("select current_setting($1)", name)
                        .map(row -> row.orElseThrow().getString(0)));
    }
}

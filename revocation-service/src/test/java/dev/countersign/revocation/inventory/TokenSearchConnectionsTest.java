package dev.countersign.revocation.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.embedded.EmbeddedStackResource;
import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.Scopes;
import dev.countersign.protocol.UserId;
import dev.countersign.protocol.request.Parameters;
import dev.countersign.revocation.fixture.Administration;
import dev.countersign.store.audit.AuditEvents;
import dev.countersign.store.inventory.ActingApplications;
import dev.countersign.store.inventory.Holders;
import dev.countersign.store.inventory.Inventory;
import dev.countersign.store.postgres.Postgres;
import dev.countersign.web.administration.Administrator;
import dev.countersign.web.administration.Attempts;
import dev.countersign.web.administration.LongReads;
import dev.countersign.web.administration.Role;
import dev.countersign.web.request.FormParameters;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** The relay takes its connections from the same pool. */
@QuarkusTest
@QuarkusTestResource(EmbeddedStackResource.class)
@SuppressWarnings("NullAway.Init")
class TokenSearchConnectionsTest {

    private static final Duration LONG = Duration.ofSeconds(10);

    @Inject Administration administration;
    @Inject Attempts attempts;
    @Inject Vertx vertx;

    @ConfigProperty(name = "quarkus.datasource.reactive.url")
    String url;

    @ConfigProperty(name = "quarkus.datasource.username")
    String user;

    @ConfigProperty(name = "quarkus.datasource.password")
    String password;

    /** One at work and one that waits for it: there is no room for a third. */
    @Test
    void aSearchTakesOneConnectionAtATime() {
        Pool narrow = pool(new PoolOptions().setMaxSize(1).setMaxWaitQueueSize(1));
        try {
            Postgres postgres = new Postgres(narrow, () -> LONG);
            TokenSearch search =
                    new TokenSearch(
                            new Holders(postgres),
                            new Inventory(postgres),
                            new ActingApplications(postgres),
                            new AuditEvents(postgres),
                            attempts,
                            new LongReads());
            Parameters query = FormParameters.of(new MultivaluedHashMap<>(Map.of("count", "true")));

            TokensPage page = search.search(query, administrator()).await().atMost(LONG);

            assertThat(page.count()).isNotNull();
            assertThat(page.applications()).isNotNull();
        } finally {
            narrow.closeAndAwait();
        }
    }

    private Administrator administrator() {
        return new Administrator(
                Optional.of(new UserId(administration.administrator().user())),
                new ClientId(Administration.ADMIN_APP),
                Role.ADMINISTRATOR,
                Scopes.NONE,
                Optional.empty());
    }

    private Pool pool(PoolOptions size) {
        return new Pool(
                PgBuilder.pool()
                        .with(size)
                        .connectingTo(
                                PgConnectOptions.fromUri(url.replace("vertx-reactive:", ""))
                                        .setUser(user)
                                        .setPassword(password))
                        .using(vertx.getDelegate())
                        .build());
    }
}

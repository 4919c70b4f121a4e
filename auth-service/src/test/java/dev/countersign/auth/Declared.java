package dev.countersign.auth;

import dev.countersign.clients.ApplicationCache;
import dev.countersign.clients.Applications;
import dev.countersign.protocol.ClientId;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;

/** What {@code declarations.yaml} declares, and what administrators do to it. */
@Singleton
public final class Declared {

    private static final Duration SOON = Duration.ofSeconds(5);

    private final Applications applications;
    private final ApplicationCache cache;
    private final Pool postgres;

    Declared(Applications applications, ApplicationCache cache, Pool postgres) {
        this.applications = applications;
        this.cache = cache;
        this.postgres = postgres;
    }

    /** Waits until the service has applied it. */
    public void await() {
        for (int tries = 0; tries < 200; tries++) {
            if (applications.find(new ClientId("lax-app")).await().atMost(SOON).isPresent()) {
                return;
            }
            pause();
        }
        throw new IllegalStateException("the declarations are not applied");
    }

    public void forgetConsents() {
        sql("delete from consents");
    }

    public void changePassword(String email) {
        sql("update users set password_version = password_version + 1 where email = $1", email);
    }

    public void disableUser(String email) {
        sql("update users set enabled = false where email = $1", email);
    }

    public void enableApplication(String clientId, boolean enabled) {
        sql("update applications set enabled = " + enabled + " where client_id = $1", clientId);
        cache.evict(new ClientId(clientId));
    }

    private void sql(String statement, String... values) {
        postgres.preparedQuery(statement).execute(Tuple.from(values)).await().atMost(SOON);
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

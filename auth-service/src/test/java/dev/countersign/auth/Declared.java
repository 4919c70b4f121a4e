package dev.countersign.auth;

import dev.countersign.clients.ApplicationCache;
import dev.countersign.clients.Applications;
import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.SessionId;
import dev.countersign.protocol.UserId;
import dev.countersign.store.session.SsoSession;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

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

    public void mustChangePassword(String email, boolean must) {
        sql("update users set must_change_password = " + must + " where email = $1", email);
    }

    public void invite(String email, String clientId) {
        sql(
                """
                insert into invitations (client_id, user_id, invited_by, until)
                select $2, id, 'a manager', now() + interval '1 hour' from users where email = $1
                """,
                email,
                clientId);
    }

    public String idOf(String email) {
        return postgres.preparedQuery("select id from users where email = $1")
                .execute(Tuple.of(email))
                .map(rows -> rows.iterator().next().getUUID("id").toString())
                .await()
                .atMost(SOON);
    }

    /** A session of this person that begins now; it is not stored yet. */
    public SsoSession beginningSession(String email) {
        Instant now = Instant.now();
        return new SsoSession(
                SessionId.random(), UserId.parse(idOf(email)), now, now, List.of("pwd"), 1);
    }

    public void roles(String email, String... roles) {
        sql(
                "update users set roles = $2::text::text[] where email = $1",
                email,
                "{" + String.join(",", roles) + "}");
    }

    public void manages(String email, String clientId) {
        sql(
                """
                insert into application_managers (client_id, user_id)
                select $2, id from users where email = $1
                """,
                email,
                clientId);
    }

    public void managesNothing(String email) {
        sql(
                """
                delete from application_managers where user_id = (select id from users where email = $1)
                """,
                email);
    }

    public void disableUser(String email) {
        sql("update users set enabled = false where email = $1", email);
    }

    public void membersOnly(String clientId, boolean only) {
        sql("update applications set members_only = " + only + " where client_id = $1", clientId);
        cache.evict(new ClientId(clientId));
    }

    public void enableApplication(String clientId, boolean enabled) {
        sql("update applications set enabled = " + enabled + " where client_id = $1", clientId);
        cache.evict(new ClientId(clientId));
    }

    /** What is registered of keys, algorithms and subjects, as JSON. */
    public void security(String clientId, String json) {
        sql(
                "update applications set security = $2::text::jsonb where client_id = $1",
                clientId,
                json);
        cache.evict(new ClientId(clientId));
    }

    /** As another replica does it, before this one has heard. */
    public void stopUnheard(String clientId) {
        sql("update applications set enabled = false where client_id = $1", clientId);
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

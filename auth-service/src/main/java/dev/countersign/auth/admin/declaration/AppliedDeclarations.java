package dev.countersign.auth.admin.declaration;

import dev.countersign.auth.admin.declaration.Declarations.DeclaredUser;
import dev.countersign.auth.password.PasswordHash;
import dev.countersign.clients.AdminAddress;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Applies the declarations at start. A file that cannot be understood stops the start-up; a
 * database that is away is waited for, and the service is not ready until everything declared is
 * there.
 */
@Singleton
final class AppliedDeclarations {

    private static final Logger LOG = Logger.getLogger(AppliedDeclarations.class);

    private final DeclaredRows rows;
    private final Declarations declared;
    private volatile boolean applied;

    AppliedDeclarations(DeclaredRows rows, DeclarationConfig config, AdminAddress address) {
        this.rows = rows;
        this.declared =
                AdministrationDeclared.of(address)
                        .and(
                                DeclarationFiles.read(
                                        config.files().orElse(List.of()), address.issuer()));
    }

    void start(@Observes StartupEvent event) {
        apply().onFailure()
                .invoke(e -> LOG.warnf("The declarations are not applied yet: %s", e))
                .onFailure()
                .retry()
                .withBackOff(Duration.ofMillis(200), Duration.ofSeconds(5))
                .indefinitely()
                .subscribe()
                .with(done -> {});
    }

    /** Applying twice changes nothing. */
    Uni<Void> apply() {
        return apply(declared);
    }

    Uni<Void> apply(Declarations declarations) {
        return Uni.createFrom()
                .item(() -> applyAndWait(declarations))
                .runSubscriptionOn(Infrastructure.getDefaultExecutor());
    }

    // Hibernate Reactive wants a Vert.x context of its own, which a worker thread gets here.
    private @Nullable Void applyAndWait(Declarations declarations) {
        try {
            Map<DeclaredUser, PasswordHash> passwords =
                    firstPasswords(
                            VertxContextSupport.subscribeAndAwait(
                                    () -> rows.newcomers(declarations.users())));
            VertxContextSupport.subscribeAndAwait(() -> rows.write(declarations, passwords));
        } catch (Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("the declarations could not be written", e);
        }
        applied = true;
        LOG.infof(
                "Declared: %d APIs, %d applications, %d users",
                declarations.apis().size(),
                declarations.applications().size(),
                declarations.users().size());
        return null;
    }

    /** Side by side: of all that a start does, hashing takes the longest. */
    private static Map<DeclaredUser, PasswordHash> firstPasswords(List<DeclaredUser> newcomers) {
        Map<DeclaredUser, PasswordHash> passwords = new ConcurrentHashMap<>();
        newcomers.parallelStream()
                .forEach(
                        user -> {
                            String password = user.password();
                            if (password != null) {
                                passwords.put(user, PasswordHash.of(password));
                            }
                        });
        return passwords;
    }

    /** Whether everything declared is there. */
    boolean areThere() {
        return applied;
    }
}

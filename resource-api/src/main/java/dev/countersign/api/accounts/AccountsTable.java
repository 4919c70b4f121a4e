package dev.countersign.api.accounts;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Makes the table when the application starts, or at the first request if the database is away. */
@Singleton
final class AccountsTable {

    private static final Logger LOG = Logger.getLogger(AccountsTable.class);

    private final Accounts accounts;

    AccountsTable(Accounts accounts) {
        this.accounts = accounts;
    }

    void prepare(@Observes StartupEvent event) {
        var unused =
                accounts.prepare()
                        .subscribe()
                        .with(
                                done -> LOG.debug("the table of accounts is there"),
                                failure -> LOG.warn("the database is away; it is waited for"));
    }
}

package dev.countersign.api.accounts;

import dev.countersign.resourceserver.jaxrs.PresentedToken;
import dev.countersign.resourceserver.jaxrs.RequiresScope;
import dev.countersign.resourceserver.token.AccessToken;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** The accounts of the person the token acts for. */
@Singleton
@Path("/api/accounts")
public final class AccountsResource {

    /** The answer: whose accounts, and which. */
    public record AccountList(String sub, List<Account> accounts) {}

    private final Accounts accounts;
    private final PresentedToken presented;

    AccountsResource(Accounts accounts, PresentedToken presented) {
        this.accounts = accounts;
        this.presented = presented;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @RequiresScope("accounts:read")
    public Uni<AccountList> accounts() {
        AccessToken token = presented.accessToken();
        return owned(token).map(list -> new AccountList(token.subject(), list));
    }

    /** An application that acts for itself owns no accounts. */
    private Uni<List<Account>> owned(AccessToken token) {
        return token.actsForItself()
                ? Uni.createFrom().item(List.of())
                : accounts.of(token.subject());
    }
}

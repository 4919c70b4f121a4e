package dev.countersign.revocation.inventory;

import dev.countersign.protocol.UserId;
import dev.countersign.protocol.error.FieldError;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.request.Parameters;
import dev.countersign.revocation.inventory.TokensPage.ActingLine;
import dev.countersign.revocation.inventory.TokensPage.Count;
import dev.countersign.store.audit.AuditEvents;
import dev.countersign.store.inventory.ActingApplications;
import dev.countersign.store.inventory.GrantFilter;
import dev.countersign.store.inventory.Holders;
import dev.countersign.store.inventory.Holders.Found;
import dev.countersign.store.inventory.Inventory;
import dev.countersign.store.inventory.InventoryPage;
import dev.countersign.web.administration.Administrator;
import dev.countersign.web.administration.Attempts;
import dev.countersign.web.administration.LongReads;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Searches the inventory, and leaves an audit record of who looked for whom. */
@Singleton
final class TokenSearch {

    private final Holders holders;
    private final Inventory inventory;
    private final ActingApplications applications;
    private final AuditEvents audit;
    private final Attempts attempts;
    private final LongReads reads;

    TokenSearch(
            Holders holders,
            Inventory inventory,
            ActingApplications applications,
            AuditEvents audit,
            Attempts attempts,
            LongReads reads) {
        this.holders = holders;
        this.inventory = inventory;
        this.applications = applications;
        this.audit = audit;
        this.attempts = attempts;
        this.reads = reads;
    }

    Uni<TokensPage> search(Parameters parameters, Administrator by) {
        return attempts.recorded(
                by,
                "tokens.search_failed",
                Map.of("filters", TokenQuery.names(parameters)),
                () -> search(TokenQuery.parse(parameters), by));
    }

    private Uni<TokensPage> search(TokenQuery query, Administrator by) {
        return reads.read(
                () ->
                        users(query)
                                .flatMap(
                                        users ->
                                                page(query, query.filter(users))
                                                        .call(
                                                                page ->
                                                                        record(
                                                                                query, users,
                                                                                page, by))));
    }

    private Uni<Optional<List<UserId>>> users(TokenQuery query) {
        if (query.user().isEmpty()) {
            return Uni.createFrom().item(Optional.empty());
        }
        return holders.find(query.user().get())
                .map(
                        found ->
                                switch (found) {
                                    case Found.These(var users) -> Optional.of(users);
                                    case Found.TooMany() ->
                                            throw new OAuthException(
                                                    List.of(
                                                            new FieldError(
                                                                    "user",
                                                                    "is the beginning of the names"
                                                                            + " of more than "
                                                                            + Holders.MOST
                                                                            + " people")));
                                });
    }

    private Uni<TokensPage> page(TokenQuery query, GrantFilter filter) {
        return inventory
                .page(filter, query.after(), query.limit())
                .flatMap(
                        page ->
                                Uni.combine()
                                        .all()
                                        .unis(
                                                count(query, filter, page),
                                                acting(query, filter),
                                                inventory.unmarkedRules())
                                        // one connection at a time
                                        .usingConcurrencyOf(1)
                                        .asTuple()
                                        .map(
                                                rest ->
                                                        answer(
                                                                query,
                                                                page,
                                                                rest.getItem1(),
                                                                rest.getItem2(),
                                                                rest.getItem3())));
    }

    private static TokensPage answer(
            TokenQuery query,
            InventoryPage page,
            Optional<Count> count,
            Optional<List<ActingLine>> applications,
            long unmarkedRules) {
        @Nullable String next = page.next().map(query.cursors()::write).orElse(null);
        return new TokensPage(
                page.rows().stream().map(TokenRow::of).toList(),
                next,
                count.orElse(null),
                applications.orElse(null),
                unmarkedRules);
    }

    /** What cannot be counted in time is at least what is shown. */
    private Uni<Optional<Count>> count(TokenQuery query, GrantFilter filter, InventoryPage page) {
        if (!query.counted()) {
            return Uni.createFrom().item(Optional.empty());
        }
        return inventory
                .count(filter)
                .map(Count::of)
                .onFailure(OAuthException.class)
                .recoverWithItem(() -> new Count(page.rows().size(), "at_least"))
                .map(Optional::of);
    }

    private Uni<Optional<List<ActingLine>>> acting(TokenQuery query, GrantFilter filter) {
        if (!query.isFirstPage()) {
            return Uni.createFrom().item(Optional.empty());
        }
        return applications
                .find(filter)
                .map(found -> Optional.of(found.stream().map(ActingLine::of).toList()));
    }

    /**
     * Names the filters, not their values: those are free text, in which a secret may have been
     * pasted. Whom they meant is in ids.
     */
    private Uni<Void> record(
            TokenQuery query, Optional<List<UserId>> users, TokensPage page, Administrator by) {
        List<String> ids = users.orElse(List.of()).stream().map(UserId::toString).sorted().toList();
        return audit.write(
                by.did(
                        "tokens.searched",
                        Optional.empty(),
                        Map.of(
                                "filters",
                                List.copyOf(query.fields()),
                                "users",
                                ids,
                                "applications",
                                page.items().stream()
                                        .map(row -> row.application().clientId())
                                        .distinct()
                                        .sorted()
                                        .toList(),
                                "items",
                                page.items().size())));
    }
}

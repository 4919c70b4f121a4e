package dev.countersign.benchmarks.inventory;

import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.Scopes;
import dev.countersign.protocol.SessionId;
import dev.countersign.store.inventory.GrantFilter;
import dev.countersign.store.inventory.GrantFilter.Access;
import dev.countersign.store.inventory.GrantFilter.Days;
import dev.countersign.store.inventory.GrantFilter.Holder;
import dev.countersign.store.inventory.GrantFilter.Period;
import dev.countersign.store.inventory.GrantStatus;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** One field of the search, filled with a drawn value. The user is resolved when it is searched. */
enum Searched {
    USER,
    APPLICATION,
    SCOPE,
    API,
    SESSION,
    STATUS,
    ISSUED,
    LAST_USED;

    GrantFilter narrow(GrantFilter filter, Draws draws) {
        Access access = filter.access();
        return switch (this) {
            case USER -> filter;
            case APPLICATION ->
                    filter.with(
                            new Access(
                                    Optional.of(new ClientId(draws.application())),
                                    access.scopes(),
                                    access.api()));
            case SCOPE ->
                    filter.with(
                            new Access(
                                    access.application(),
                                    Scopes.parse(draws.scope()),
                                    access.api()));
            case API ->
                    filter.with(
                            new Access(
                                    access.application(),
                                    access.scopes(),
                                    Optional.of(draws.api())));
            case SESSION ->
                    filter.with(
                            new Holder(
                                    Optional.empty(), Optional.of(new SessionId(draws.session()))));
            case STATUS -> filter.with(draws.oneOf(List.of(GrantStatus.values())));
            case ISSUED -> {
                Instant from = draws.issuedFrom();
                yield filter.with(new Period(Optional.of(from), Optional.of(draws.after(from))));
            }
            case LAST_USED -> {
                LocalDate from = draws.usedFrom();
                yield filter.with(new Days(Optional.of(from), Optional.of(draws.after(from))));
            }
        };
    }
}

package dev.countersign.store.inventory;

import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.Scopes;
import dev.countersign.protocol.SessionId;
import dev.countersign.protocol.UserId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What grants are searched by; what is absent is anything.
 *
 * @param status by the marks of the rows and their end; a page shows the exact one of each
 */
public record GrantFilter(
        Holder holder, Access access, Optional<GrantStatus> status, Period issued, Days lastUsed) {

    public static final GrantFilter ANY =
            new GrantFilter(Holder.ANY, Access.ANY, Optional.empty(), Period.ANY, Days.ANY);

    /**
     * Who signed in.
     *
     * @param users any of these, who may be deleted by now; at most {@link Holders#MOST}
     */
    public record Holder(Optional<List<UserId>> users, Optional<SessionId> session) {

        public static final Holder ANY = new Holder(Optional.empty(), Optional.empty());
    }

    /**
     * What was allowed.
     *
     * @param scopes all of these, and maybe more
     */
    public record Access(Optional<ClientId> application, Scopes scopes, Optional<String> api) {

        public static final Access ANY =
                new Access(Optional.empty(), Scopes.NONE, Optional.empty());

        public boolean isAny() {
            return equals(ANY);
        }
    }

    /** From an instant on, up to and without another. */
    public record Period(Optional<Instant> from, Optional<Instant> to) {

        public static final Period ANY = new Period(Optional.empty(), Optional.empty());
    }

    /** Days of UTC, both included. */
    public record Days(Optional<LocalDate> from, Optional<LocalDate> to) {

        public static final Days ANY = new Days(Optional.empty(), Optional.empty());
    }

    public GrantFilter with(Holder of) {
        return new GrantFilter(of, access, status, issued, lastUsed);
    }

    public GrantFilter with(Access to) {
        return new GrantFilter(holder, to, status, issued, lastUsed);
    }

    public GrantFilter with(GrantStatus now) {
        return new GrantFilter(holder, access, Optional.of(now), issued, lastUsed);
    }

    public GrantFilter with(Period when) {
        return new GrantFilter(holder, access, status, when, lastUsed);
    }

    public GrantFilter with(Days used) {
        return new GrantFilter(holder, access, status, issued, used);
    }
}

package dev.countersign.revocation.rules;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.countersign.store.revocation.BoundedCount;

/** The answer to a dry run: how many live grants the rule would stop. Nothing was written. */
record LiveGrants(@JsonProperty("live_grants") Count liveGrants) {

    /** {@code relation} is {@code exact} or {@code at_least}: counting ends somewhere. */
    record Count(long value, String relation) {}

    static LiveGrants of(BoundedCount count) {
        return new LiveGrants(new Count(count.value(), count.exact() ? "exact" : "at_least"));
    }
}

package dev.countersign.revocation.inventory;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.countersign.store.inventory.ActingApplications.ActingApplication;
import dev.countersign.store.revocation.BoundedCount;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a search.
 *
 * @param next the cursor of the following page; absent at the end
 * @param count only where it was asked for
 * @param applications those that act for themselves, on the first page only
 * @param unmarkedRules how many rules still have rows to mark: until then a search by status {@code
 *     revoked} finds fewer than it will
 */
@JsonInclude(Include.NON_NULL)
record TokensPage(
        List<TokenRow> items,
        @Nullable String next,
        @Nullable Count count,
        @Nullable List<ActingLine> applications,
        @JsonProperty("unmarked_rules") long unmarkedRules) {

    /** {@code relation} is {@code exact} or {@code at_least}: counting ends somewhere. */
    record Count(long value, String relation) {

        static Count of(BoundedCount count) {
            return new Count(count.value(), count.exact() ? "exact" : "at_least");
        }
    }

    record ActingLine(
            @JsonProperty("client_id") String clientId,
            String name,
            List<String> scopes,
            List<String> apis) {

        static ActingLine of(ActingApplication application) {
            return new ActingLine(
                    application.client().value(),
                    application.name(),
                    application.scopes().names(),
                    application.apis());
        }
    }
}

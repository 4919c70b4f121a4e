package dev.countersign.revocation.inventory;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.countersign.store.inventory.InventoryRow;
import dev.countersign.store.inventory.InventoryRow.Ending;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One grant in an answer; what is not there is left out. */
@JsonInclude(Include.NON_NULL)
record TokenRow(
        @JsonProperty("grant_id") String grantId,
        String status,
        HoldingApplication application,
        HoldingUser user,
        List<String> scopes,
        List<String> apis,
        @Nullable String session,
        @JsonProperty("issued_at") Instant issuedAt,
        @JsonProperty("last_used_on") String lastUsedOn,
        @JsonProperty("last_used_at") Instant lastUsedAt,
        @JsonProperty("expires_at") Instant expiresAt,
        @Nullable String address,
        @JsonProperty("user_agent") @Nullable String userAgent,
        @JsonProperty("ended_at") @Nullable Instant endedAt,
        @JsonProperty("end_reason") @Nullable String endReason,
        @JsonProperty("ended_by") @Nullable String endedBy) {

    /** Without a name once it is deleted. */
    @JsonInclude(Include.NON_NULL)
    record HoldingApplication(@JsonProperty("client_id") String clientId, @Nullable String name) {}

    /** Of a deleted one the id is left. */
    @JsonInclude(Include.NON_NULL)
    record HoldingUser(String id, @Nullable String email, @Nullable String name) {}

    static TokenRow of(InventoryRow row) {
        Optional<Ending> ending = row.ending();
        return new TokenRow(
                row.id().toString(),
                row.status().word(),
                new HoldingApplication(row.client().value(), row.applicationName().orElse(null)),
                new HoldingUser(
                        row.user().toString(), row.email().orElse(null), row.name().orElse(null)),
                row.scopes().names(),
                row.apis(),
                row.session().map(it -> it.value()).orElse(null),
                row.issuedAt(),
                row.lastUsedOn().toString(),
                row.lastUsedAt(),
                row.expiresAt(),
                row.address().orElse(null),
                row.userAgent().orElse(null),
                ending.map(Ending::at).orElse(null),
                ending.flatMap(Ending::reason).orElse(null),
                ending.flatMap(Ending::by).orElse(null));
    }
}

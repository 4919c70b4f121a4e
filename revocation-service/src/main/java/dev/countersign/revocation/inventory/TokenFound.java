package dev.countersign.revocation.inventory;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a pasted token is. The token itself is not in it.
 *
 * @param kind {@code refresh_token}, {@code access_token} or {@code id_token}
 * @param active whether it works; an ID token never gives access by itself
 * @param generation of a refresh token
 * @param subject the user, or the application that acts for itself
 * @param grant what it belongs to, as the inventory shows it; absent for client credentials, for ID
 *     tokens, and once the grant is no longer kept
 */
@JsonInclude(Include.NON_NULL)
record TokenFound(
        String kind,
        boolean active,
        @Nullable Integer generation,
        @JsonProperty("token_id") @Nullable String tokenId,
        @JsonProperty("client_id") String clientId,
        String subject,
        @Nullable List<String> scopes,
        @Nullable List<String> audiences,
        @JsonProperty("issued_at") @Nullable Instant issuedAt,
        @JsonProperty("expires_at") Instant expiresAt,
        @Nullable String key,
        @Nullable TokenRow grant) {}

package dev.countersign.revocation.relay;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.GrantId;
import dev.countersign.protocol.KeyId;
import dev.countersign.protocol.SessionId;
import dev.countersign.protocol.TokenId;
import dev.countersign.protocol.revocation.RevocationRule;
import dev.countersign.store.revocation.StampedRule;
import java.util.List;
import java.util.Optional;

/**
 * A rule as the topic has it, version 1 (contract, section 5; {@code
 * docs/schemas/revocation-rule.schema.json}). Times are in milliseconds.
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record RuleRecord(
        int v,
        String id,
        Optional<String> jti,
        @JsonProperty("grant_id") Optional<String> grantId,
        Optional<String> sid,
        List<String> sub,
        @JsonProperty("client_id") Optional<String> clientId,
        Optional<String> aud,
        Optional<String> kid,
        Optional<Boolean> everything,
        long before,
        long until) {

    private static final int VERSION = 1;

    static RuleRecord of(StampedRule stamped) {
        RevocationRule rule = stamped.rule();
        return new RuleRecord(
                VERSION,
                rule.id().toString(),
                rule.tokenId().map(TokenId::value),
                rule.grant().map(GrantId::toString),
                rule.session().map(SessionId::value),
                rule.subjects().stream().sorted().toList(),
                rule.client().map(ClientId::value),
                rule.audience(),
                rule.key().map(KeyId::value),
                rule.everything() ? Optional.of(true) : Optional.empty(),
                stamped.before().toEpochMilli(),
                stamped.until().toEpochMilli());
    }
}

package dev.countersign.resourceserver.introspection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.countersign.resourceserver.refusal.AccessRefusal;
import dev.countersign.resourceserver.refusal.Refused;
import dev.countersign.resourceserver.token.AccessToken;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * RFC 7662 §2.2. Of the members only {@code active} is required; what is there must fit the token,
 * which was verified before anybody was asked.
 */
record IntrospectionAnswer(
        boolean active,
        Optional<String> iss,
        Optional<Set<String>> aud,
        Optional<Set<String>> scope,
        Optional<Instant> exp,
        Optional<String> sub,
        Optional<String> clientId,
        Optional<String> jti) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long LATEST_SECOND = 253_402_300_799L;

    /**
     * @throws IllegalArgumentException for what is no such answer; says nothing of its content
     */
    static IntrospectionAnswer read(String body) {
        JsonNode json;
        try {
            json = JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the answer is not JSON");
        }
        if (!json.path("active").isBoolean()) {
            throw new IllegalArgumentException("the answer does not say whether it is active");
        }
        return new IntrospectionAnswer(
                json.path("active").booleanValue(),
                string(json, "iss"),
                audience(json),
                string(json, "scope").map(IntrospectionAnswer::words),
                expiry(json),
                string(json, "sub"),
                string(json, "client_id"),
                string(json, "jti"));
    }

    /** The token with the scopes that the issuer still grants; fails with {@link Refused}. */
    AccessToken confirm(AccessToken token, String audience, Instant now) {
        if (!active) {
            throw new Refused(AccessRefusal.INACTIVE);
        }
        if (contradicts(iss, token.issuer())) {
            throw new Refused(AccessRefusal.WRONG_ISSUER, "says introspection");
        }
        if (aud.isPresent() && !aud.get().contains(audience)) {
            throw new Refused(AccessRefusal.WRONG_AUDIENCE, "says introspection");
        }
        if (contradicts(sub, token.subject())
                || contradicts(clientId, token.clientId())
                || contradicts(jti, token.tokenId())) {
            throw new Refused(
                    AccessRefusal.INTROSPECTION_UNAVAILABLE, "the answer is about another token");
        }
        if (exp.isPresent() && !now.isBefore(exp.get())) {
            throw new Refused(AccessRefusal.EXPIRED, "says introspection");
        }
        return scope.map(token::narrowedTo).orElse(token);
    }

    private static boolean contradicts(Optional<String> said, String known) {
        return said.isPresent() && !said.get().equals(known);
    }

    private static Optional<String> string(JsonNode json, String name) {
        JsonNode value = json.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw new IllegalArgumentException(name + " is not a string");
        }
        return Optional.of(value.textValue());
    }

    private static Optional<Set<String>> audience(JsonNode json) {
        JsonNode aud = json.path("aud");
        if (!aud.isArray()) {
            return string(json, "aud").map(Set::of);
        }
        return Optional.of(
                StreamSupport.stream(aud.spliterator(), false)
                        .filter(JsonNode::isTextual)
                        .map(JsonNode::textValue)
                        .collect(Collectors.toUnmodifiableSet()));
    }

    private static Optional<Instant> expiry(JsonNode json) {
        JsonNode exp = json.path("exp");
        if (exp.isMissingNode() || exp.isNull()) {
            return Optional.empty();
        }
        if (!exp.isIntegralNumber() || !exp.canConvertToLong()) {
            throw new IllegalArgumentException("exp is not a number of seconds");
        }
        return Optional.of(Instant.ofEpochSecond(Math.clamp(exp.longValue(), 0L, LATEST_SECOND)));
    }

    private static Set<String> words(String value) {
        return Arrays.stream(value.split(" ", -1))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }
}

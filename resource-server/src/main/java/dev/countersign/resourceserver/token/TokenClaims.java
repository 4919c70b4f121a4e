package dev.countersign.resourceserver.token;

import dev.countersign.resourceserver.refusal.AccessRefusal;
import dev.countersign.resourceserver.refusal.Refused;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The claims of a token whose signature is good, read strictly: a wrong type is a refusal. */
record TokenClaims(Map<String, Object> claims) {

    /** The end of the year 9999: no date beyond it is meant. */
    private static final long LATEST_SECOND = 253_402_300_799L;

    AccessToken toAccessToken(String keyId) {
        return new AccessToken(
                string("iss"),
                string("sub"),
                string("client_id"),
                scopes(),
                audience(),
                string("jti"),
                keyId,
                optionalString("grant_id"),
                optionalString("sid"),
                Instant.ofEpochSecond(number("iat", LATEST_SECOND)),
                Instant.ofEpochSecond(number("exp", LATEST_SECOND)),
                Instant.ofEpochMilli(number("authorized_at", LATEST_SECOND * 1000)));
    }

    /** {@code scope} is an object here; rules see its {@code id} as the subject (contract, 5). */
    AccessToken toDialectToken(String keyId, List<AcceptedDialect> accepted) {
        String issuer = string("iss");
        String audience = string("aud");
        AcceptedDialect taken =
                accepted.stream()
                        .filter(it -> it.isOf(issuer, audience))
                        .findFirst()
                        .orElseThrow(() -> new Refused(AccessRefusal.DIALECT_NOT_ACCEPTED));
        Person person = new TokenClaims(object("scope")).toPerson();
        return new AccessToken(
                issuer,
                person.id(),
                audience,
                taken.scopes(),
                Set.of(audience),
                string("jti"),
                keyId,
                Optional.of(string("grant_id")),
                Optional.empty(),
                Optional.of(person),
                Instant.ofEpochSecond(number("iat", LATEST_SECOND)),
                Instant.ofEpochSecond(number("exp", LATEST_SECOND)),
                Instant.ofEpochMilli(number("authorized_at", LATEST_SECOND * 1000)));
    }

    private Person toPerson() {
        return new Person(
                string("id"), string("email"), string("firstName"), optionalString("lastName"));
    }

    private Map<String, Object> object(String name) {
        if (!(claims.get(name) instanceof Map<?, ?> members)) {
            throw incomplete(name);
        }
        return members.entrySet().stream()
                .filter(it -> it.getKey() instanceof String && it.getValue() != null)
                .collect(Collectors.toMap(it -> (String) it.getKey(), Map.Entry::getValue));
    }

    private String string(String name) {
        return optionalString(name).orElseThrow(() -> incomplete(name));
    }

    private Optional<String> optionalString(String name) {
        return switch (claims.get(name)) {
            case null -> Optional.empty();
            case String value when !value.isEmpty() -> Optional.of(value);
            default -> throw incomplete(name);
        };
    }

    private long number(String name, long latest) {
        if (claims.get(name) instanceof Long value && value >= 0 && value <= latest) {
            return value;
        }
        throw incomplete(name);
    }

    /** RFC 8693 §4.2: values separated by spaces. */
    private Set<String> scopes() {
        return optionalString("scope").stream()
                .flatMap(value -> Arrays.stream(value.split(" ", -1)))
                .filter(value -> !value.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** RFC 7519 §4.1.3: one string or an array of strings. */
    private Set<String> audience() {
        return switch (claims.get("aud")) {
            case String one -> Set.of(one);
            case List<?> many when many.stream().allMatch(String.class::isInstance) ->
                    many.stream().map(String.class::cast).collect(Collectors.toUnmodifiableSet());
            case null, default -> throw incomplete("aud");
        };
    }

    private static Refused incomplete(String claim) {
        return new Refused(AccessRefusal.INCOMPLETE_CLAIMS, claim);
    }
}

package dev.countersign.store.person;

import dev.countersign.protocol.Scope;
import dev.countersign.protocol.Scopes;
import dev.countersign.protocol.claim.ProfileClaims;
import dev.countersign.protocol.claim.RequestedClaims;
import dev.countersign.protocol.claim.StandardClaim;
import dev.countersign.store.postgres.Columns;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the claims of a person are made of, OpenID Connect Core 1.0 §5.1. */
public record PersonClaims(
        String email,
        boolean emailVerified,
        String givenName,
        Optional<String> familyName,
        ProfileClaims profile,
        Instant updatedAt) {

    /** The columns that {@link #of} reads; {@code u} is the table of users. */
    public static final String COLUMNS =
            "u.email, u.email_verified, u.given_name, u.family_name, u.claims, u.updated_at";

    private static final List<Scope> ASKING =
            List.of(Scope.PROFILE, Scope.EMAIL, Scope.ADDRESS, Scope.PHONE);

    public static PersonClaims of(Row row) {
        return new PersonClaims(
                row.getString("email"),
                row.getBoolean("email_verified"),
                row.getString("given_name"),
                Optional.ofNullable(row.getString("family_name")),
                Columns.claims(row, "claims"),
                Columns.instant(row, "updated_at"));
    }

    /** Empty where the columns are null, for nobody was joined. */
    public static Optional<PersonClaims> ifAny(Row row) {
        return row.getString("email") == null ? Optional.empty() : Optional.of(of(row));
    }

    /** Given name and family name. */
    public String name() {
        return familyName.map(family -> givenName + " " + family).orElse(givenName);
    }

    /**
     * What the scopes ask for, OpenID Connect Core 1.0 §5.4; the time in seconds. What is not known
     * of the person is left out (§5.3.2).
     */
    public Map<String, Object> claims(Scopes scopes) {
        Map<StandardClaim, Object> account = ofTheAccount();
        Map<String, Object> claims = new LinkedHashMap<>();
        for (Scope scope : ASKING) {
            if (scopes.contains(scope)) {
                account.forEach(
                        (claim, value) -> {
                            if (claim.isAskedForBy(scope)) {
                                claims.put(claim.word(), value);
                            }
                        });
                claims.putAll(profile.of(scope));
            }
        }
        return claims;
    }

    /**
     * What is asked for claim by claim, §5.5. What is not known of the person, or has another value
     * than the one that was asked for, is left out, however essential it is (§5.5.1).
     */
    public Map<String, Object> claims(RequestedClaims requested) {
        Map<String, Object> claims = new LinkedHashMap<>();
        if (!requested.isEmpty()) {
            ofTheAccount().forEach((claim, value) -> claims.put(claim.word(), value));
            claims.putAll(profile.values());
            claims.entrySet().removeIf(it -> !requested.asksFor(it.getKey(), it.getValue()));
        }
        return claims;
    }

    private Map<StandardClaim, Object> ofTheAccount() {
        Map<StandardClaim, Object> claims = new EnumMap<>(StandardClaim.class);
        claims.put(StandardClaim.NAME, name());
        claims.put(StandardClaim.GIVEN_NAME, givenName);
        familyName.ifPresent(it -> claims.put(StandardClaim.FAMILY_NAME, it));
        claims.put(StandardClaim.UPDATED_AT, updatedAt.getEpochSecond());
        claims.put(StandardClaim.EMAIL, email);
        claims.put(StandardClaim.EMAIL_VERIFIED, emailVerified);
        return claims;
    }
}

package dev.countersign.protocol.claim;

import dev.countersign.protocol.Scope;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The standard claims, OpenID Connect Core 1.0 §5.1, each with the scope that asks for it, §5.4.
 */
public enum StandardClaim {
    NAME(Scope.PROFILE, ClaimForm.TEXT),
    GIVEN_NAME(Scope.PROFILE, ClaimForm.TEXT),
    FAMILY_NAME(Scope.PROFILE, ClaimForm.TEXT),
    MIDDLE_NAME(Scope.PROFILE, ClaimForm.TEXT),
    NICKNAME(Scope.PROFILE, ClaimForm.TEXT),
    PREFERRED_USERNAME(Scope.PROFILE, ClaimForm.TEXT),
    PROFILE(Scope.PROFILE, ClaimForm.URL),
    PICTURE(Scope.PROFILE, ClaimForm.URL),
    WEBSITE(Scope.PROFILE, ClaimForm.URL),
    GENDER(Scope.PROFILE, ClaimForm.TEXT),
    BIRTHDATE(Scope.PROFILE, ClaimForm.BIRTHDATE),
    ZONEINFO(Scope.PROFILE, ClaimForm.ZONE),
    LOCALE(Scope.PROFILE, ClaimForm.LOCALE),
    UPDATED_AT(Scope.PROFILE, ClaimForm.NUMBER),
    EMAIL(Scope.EMAIL, ClaimForm.TEXT),
    EMAIL_VERIFIED(Scope.EMAIL, ClaimForm.FLAG),
    ADDRESS(Scope.ADDRESS, ClaimForm.ADDRESS),
    PHONE_NUMBER(Scope.PHONE, ClaimForm.PHONE),
    PHONE_NUMBER_VERIFIED(Scope.PHONE, ClaimForm.FLAG);

    private static final Map<String, StandardClaim> BY_WORD =
            Arrays.stream(values())
                    .collect(
                            Collectors.toUnmodifiableMap(StandardClaim::word, Function.identity()));

    private final String word;
    private final String scope;
    private final ClaimForm form;

    StandardClaim(Scope scope, ClaimForm form) {
        this.word = name().toLowerCase(Locale.ROOT);
        this.scope = scope.value();
        this.form = form;
    }

    /** The claim of this name. */
    public static Optional<StandardClaim> of(String word) {
        return Optional.ofNullable(BY_WORD.get(word));
    }

    public String word() {
        return word;
    }

    /** Whether this is the scope that asks for the claim. */
    public boolean isAskedForBy(Scope asking) {
        return asking.value().equals(scope);
    }

    /** The scope that asks for the claim. */
    Scope scope() {
        return Scope.OF_PEOPLE.stream().filter(this::isAskedForBy).findFirst().orElseThrow();
    }

    ClaimForm form() {
        return form;
    }

    /** Whether there may be one for each language (§5.2); an email address is in none. */
    boolean isTranslated() {
        return this != EMAIL
                && (form == ClaimForm.TEXT || form == ClaimForm.URL || form == ClaimForm.ADDRESS);
    }

    /** Whether the account keeps it by itself: names, address and their state. */
    boolean isOfTheAccount() {
        return switch (this) {
            case NAME, GIVEN_NAME, FAMILY_NAME, UPDATED_AT, EMAIL, EMAIL_VERIFIED -> true;
            default -> false;
        };
    }
}

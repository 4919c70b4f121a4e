package dev.countersign.protocol.claim;

import dev.countersign.protocol.Scope;
import java.util.Locale;
import java.util.Optional;

/**
 * The name of a claim of a person, OpenID Connect Core 1.0 §5.1, in a language where it ends in
 * {@code #} and a language tag (§5.2). Two spellings of a tag are one name: case has no meaning.
 */
record ClaimName(StandardClaim claim, Optional<String> language) {

    ClaimName {
        language = language.map(it -> it.toLowerCase(Locale.ROOT));
        if (!language.map(it -> isIn(claim, it)).orElse(true)) {
            throw new IllegalArgumentException("not a claim in a language");
        }
    }

    private static boolean isIn(StandardClaim claim, String language) {
        return claim.isTranslated() && ClaimForm.LANGUAGE.matcher(language).matches();
    }

    /** Empty where it is not the name of a claim of a person. */
    static Optional<ClaimName> of(String text) {
        int hash = text.indexOf('#');
        if (hash < 0) {
            return StandardClaim.of(text).map(it -> new ClaimName(it, Optional.empty()));
        }
        String language = text.substring(hash + 1);
        return StandardClaim.of(text.substring(0, hash))
                .filter(it -> isIn(it, language))
                .map(it -> new ClaimName(it, Optional.of(language)));
    }

    /** Whether the account keeps it by itself. */
    boolean isOfTheAccount() {
        return claim.isOfTheAccount() && language.isEmpty();
    }

    /** The scope that would bring the claim, §5.4. */
    Scope scope() {
        return claim.scope();
    }

    @Override
    public String toString() {
        return language.map(it -> claim.word() + "#" + it).orElseGet(claim::word);
    }
}

package dev.countersign.auth.admin.declaration;

import dev.countersign.auth.password.PasswordHash;
import dev.countersign.auth.password.PasswordRules;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The password of an account that is declared, as far as the account is to be made.
 *
 * @param wrong why it is no password, in words that do not repeat it
 */
record FirstPassword(PasswordHash hash, Optional<String> wrong) {

    /** Takes milliseconds, besides what the hashing takes. */
    static FirstPassword of(ImportedUser user, Function<String, PasswordHash> hashing) {
        String password = String.valueOf(user.password());
        List<String> known =
                Stream.of(user.givenName(), user.familyName()).flatMap(Stream::ofNullable).toList();
        return new FirstPassword(
                hashing.apply(password),
                PasswordRules.wrong(password, user.normalizedEmail().orElse(""), known));
    }
}

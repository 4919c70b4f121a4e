package dev.countersign.auth.admin.users;

import dev.countersign.auth.password.PasswordRules;
import dev.countersign.web.administration.WrongFields;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What an account is made of, as it was sent: the grammar of each field, and what is wrong. */
public final class PersonFields {

    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_EMAIL = 254;
    private static final Pattern EMAIL = Pattern.compile("[^@\\s\\p{Cntrl}]+@[^@\\s\\p{Cntrl}]+");

    private final WrongFields wrong;

    public PersonFields(WrongFields wrong) {
        this.wrong = wrong;
    }

    /** A name that everybody has. */
    public String name(String field, @Nullable String text) {
        return optionalName(field, text)
                .or(() -> missing(field, text == null || text.isBlank()))
                .orElse("");
    }

    /** A name that not everybody has; blank is none. */
    public Optional<String> optionalName(String field, @Nullable String text) {
        return Optional.ofNullable(text)
                .map(String::strip)
                .filter(it -> !it.isEmpty())
                .filter(
                        holds(
                                it -> isOneLine(it) && it.length() <= LONGEST_NAME,
                                field,
                                "is longer than " + LONGEST_NAME + " or not one line"));
    }

    /** The address, normalized as at the sign-in. */
    public String email(@Nullable String text) {
        return Optional.ofNullable(text)
                .map(it -> it.strip().toLowerCase(Locale.ROOT))
                .filter(holds(PersonFields::isEmail, "email", "is no address"))
                .or(() -> missing("email", text == null))
                .orElse("");
    }

    /** Whether it may be an address, normalized. */
    public static boolean isEmail(String text) {
        return text.length() <= LONGEST_EMAIL && EMAIL.matcher(text).matches();
    }

    /** A new password, sent twice. Takes milliseconds. */
    public void password(
            @Nullable String password,
            @Nullable String confirmation,
            String email,
            String name,
            Optional<String> familyName) {
        if (password == null || password.isEmpty()) {
            missing("password", true);
            return;
        }
        List<String> known =
                Stream.concat(Stream.of(name), familyName.stream())
                        .filter(it -> !it.isEmpty())
                        .toList();
        PasswordRules.wrong(password, email, known).ifPresent(it -> wrong.add("password", it));
        if (!password.equals(confirmation)) {
            wrong.add("confirm_password", "is not the same as the password");
        }
    }

    private Optional<String> missing(String field, boolean isMissing) {
        if (isMissing) {
            wrong.add(field, "is missing");
        }
        return Optional.empty();
    }

    private Predicate<String> holds(Predicate<String> grammar, String field, String detail) {
        return text -> {
            boolean holds = grammar.test(text);
            if (!holds) {
                wrong.add(field, detail);
            }
            return holds;
        };
    }

    private static boolean isOneLine(String text) {
        return text.chars().noneMatch(Character::isISOControl);
    }
}

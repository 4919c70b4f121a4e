package dev.countersign.auth.password;

import com.nulabinc.zxcvbn.Zxcvbn;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a new password must be (NIST SP 800-63B §5.1.1.2): long enough, not what everybody knows
 * about the person, and not among the first million guesses. No rule about kinds of characters.
 */
public final class PasswordRules {

    private static final int SHORTEST = 8;

    /** The sign-in takes no longer one. */
    private static final int LONGEST = 1_024;

    /** Beyond it, what can be guessed does not get any harder, but the estimate does. */
    private static final int ESTIMATED = 100;

    /** Of 0 to 4: fewer than 10^6 guesses are below it. */
    private static final int LEAST_SCORE = 2;

    private static final Zxcvbn ESTIMATE = new Zxcvbn();

    private PasswordRules() {}

    /**
     * What is wrong with the password, in words that do not repeat it. Takes milliseconds.
     *
     * @param known what everybody knows about the person: address, names
     */
    public static Optional<String> wrong(String password, String email, List<String> known) {
        if (password.codePointCount(0, password.length()) < SHORTEST) {
            return Optional.of("is shorter than " + SHORTEST + " characters");
        }
        if (password.length() > LONGEST) {
            return Optional.of("is longer than " + LONGEST + " characters");
        }
        if (password.strip().equalsIgnoreCase(email)) {
            return Optional.of("is the email address");
        }
        return isGuessed(password, email, known)
                ? Optional.of("is among the first that an attacker would try")
                : Optional.empty();
    }

    private static boolean isGuessed(String password, String email, List<String> known) {
        List<String> words =
                Stream.concat(Arrays.stream(email.split("[@.]", -1)), known.stream())
                        .filter(word -> !word.isEmpty())
                        .toList();
        String beginning = password.substring(0, Math.min(password.length(), ESTIMATED));
        return ESTIMATE.measure(beginning, words).getScore() < LEAST_SCORE;
    }
}

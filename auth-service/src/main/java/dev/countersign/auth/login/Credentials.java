package dev.countersign.auth.login;

import dev.countersign.protocol.request.Parameters;
import java.util.Locale;

/**
 * What a person typed.
 *
 * @param username as typed, to show it again
 * @param account the normalized address
 */
public record Credentials(String username, String account, String password) {

    private static final int LONGEST_USERNAME = 254;
    private static final int LONGEST_PASSWORD = 1_024;

    static Credentials of(Parameters form) {
        return of(form.get("username").orElse(""), form.get("password").orElse(""));
    }

    public static Credentials of(String username, String password) {
        return new Credentials(
                cut(username, LONGEST_USERNAME),
                cut(username.strip().toLowerCase(Locale.ROOT), LONGEST_USERNAME),
                // A longer one is nobody's: cutting it makes it wrong, and cheap.
                password.length() > LONGEST_PASSWORD ? "" : password);
    }

    private static String cut(String text, int longest) {
        return text.substring(0, Math.min(text.length(), longest));
    }

    @Override
    public String toString() {
        return "[redacted]";
    }
}

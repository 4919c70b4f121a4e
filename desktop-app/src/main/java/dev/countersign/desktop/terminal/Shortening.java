package dev.countersign.desktop.terminal;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes secrets in a message harmless to show: their first characters and their length remain. */
final class Shortening {

    private static final String NAMES =
            "access_token|refresh_token|id_token|token|code|code_verifier|client_secret|csrf|request";

    /** A value in a query or a form, in JSON, after Bearer or Basic, or any JWT. */
    private static final Pattern SECRET =
            Pattern.compile(
                    "(?<=[?&\\s]|^)(?<name>"
                            + NAMES
                            + ")=(?<value>[^&\\s]+)|\"(?<member>"
                            + NAMES
                            + ")\"(?<colon>\\s*:\\s*)\"(?<text>[^\"]+)\"|(?<scheme>Bearer|Basic)"
                            + " (?<credential>[\\w.~+/-]{16,}=*)"
                            + "|(?<jwt>eyJ[\\w-]+\\.[\\w-]+\\.[\\w-]*)",
                    Pattern.MULTILINE);

    private static final Pattern PASSWORD = Pattern.compile("(?<=[?&\\s]|^)password=[^&\\s]*");

    private static final int KEPT = 6;

    private Shortening() {}

    static String message(String text) {
        String withoutPassword = PASSWORD.matcher(text).replaceAll("password=…");
        return SECRET.matcher(withoutPassword)
                .replaceAll(found -> Matcher.quoteReplacement(harmless((Matcher) found)));
    }

    static String secret(String value) {
        // A short value would be shown nearly whole.
        String kept = value.substring(0, Math.min(KEPT, value.length() / 4));
        return kept + "…(" + value.length() + " chars)";
    }

    private static String harmless(Matcher found) {
        if (found.group("name") != null) {
            return found.group("name") + "=" + secret(found.group("value"));
        }
        if (found.group("member") != null) {
            return "\"%s\"%s\"%s\""
                    .formatted(
                            found.group("member"),
                            found.group("colon"),
                            secret(found.group("text")));
        }
        if (found.group("scheme") != null) {
            return found.group("scheme") + " " + secret(found.group("credential"));
        }
        return secret(found.group("jwt"));
    }
}

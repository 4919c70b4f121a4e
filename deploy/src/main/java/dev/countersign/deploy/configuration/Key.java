package dev.countersign.deploy.configuration;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a setting. What the operator chooses of it stands in angle brackets: {@code
 * quarkus.log.category."<category>".level}.
 */
record Key(String pattern) {

    private static final Pattern CHOSEN = Pattern.compile("<[^>]+>");

    /** Within quotes anything but a quote; without them a segment, or one in quotes. */
    private static final String QUOTED = "[^\"]+";

    private static final String SEGMENT = "(?:[^.\"\\[\\]]+|\"[^\"]+\")";

    boolean matches(String key) {
        return matcher(pattern, key).matches();
    }

    /** The same for an element of a list: {@code key[0]}. */
    boolean matchesElement(String key) {
        return key.endsWith("]")
                && key.contains("[")
                && isNumber(key.substring(key.lastIndexOf('[') + 1, key.length() - 1))
                && matches(key.substring(0, key.lastIndexOf('[')));
    }

    /** As an environment variable, by MicroProfile Config's rule. */
    String variable() {
        StringBuilder name = new StringBuilder();
        Matcher chosen = CHOSEN.matcher(pattern);
        int end = 0;
        while (chosen.find()) {
            name.append(variable(pattern.substring(end, chosen.start())));
            name.append(chosen.group().toUpperCase(Locale.ROOT));
            end = chosen.end();
        }
        return name.append(variable(pattern.substring(end))).toString();
    }

    boolean matchesVariable(String variable) {
        return Pattern.matches(CHOSEN.matcher(variable()).replaceAll("[A-Z0-9_]+"), variable);
    }

    /** The same for an element of a list: {@code KEY_0_}. */
    boolean matchesVariableOfElement(String variable) {
        String element = variable.endsWith("_") ? variable.substring(0, variable.length() - 1) : "";
        int number = element.lastIndexOf('_');
        return number > 0
                && isNumber(element.substring(number + 1))
                && matchesVariable(element.substring(0, number));
    }

    /** Without anything that the operator chooses. */
    boolean isFixed() {
        return !CHOSEN.matcher(pattern).find();
    }

    /** What is neither a letter nor a digit becomes an underscore, and all is upper case. */
    static String variable(String key) {
        return key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    private static Matcher matcher(String pattern, String key) {
        StringBuilder expression = new StringBuilder();
        Matcher chosen = CHOSEN.matcher(pattern);
        int end = 0;
        while (chosen.find()) {
            String before = pattern.substring(end, chosen.start());
            expression.append(Pattern.quote(before));
            expression.append(before.endsWith("\"") ? QUOTED : SEGMENT);
            end = chosen.end();
        }
        expression.append(Pattern.quote(pattern.substring(end)));
        return Pattern.compile(expression.toString()).matcher(key);
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.chars().allMatch(it -> it >= '0' && it <= '9');
    }
}

package dev.countersign.cli.terminal;

import java.util.stream.Collectors;

/**
 * Text of other people on somebody's terminal: what would move the cursor, change colours or turn
 * the direction of writing is shown as what it is.
 */
final class Printable {

    private Printable() {}

    /** In one line. */
    static String line(String text) {
        return escaped(text, false);
    }

    /** Its line breaks stay. */
    static String lines(String text) {
        return escaped(text, true);
    }

    private static String escaped(String text, boolean keepsLines) {
        return text.codePoints()
                .mapToObj(
                        it ->
                                isHarmless(it) || (keepsLines && it == '\n')
                                        ? Character.toString(it)
                                        : "\\u%04x".formatted(it))
                .collect(Collectors.joining());
    }

    private static boolean isHarmless(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    false;
            default -> true;
        };
    }
}

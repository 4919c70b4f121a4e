package dev.countersign.desktop.terminal;

import java.io.Console;
import java.util.Optional;

/** Colours for a person at a terminal; none in a pipe or a log. */
public enum Style {
    PLAIN {
        @Override
        String paint(String code, String text) {
            return text;
        }
    },
    COLOURED {
        @Override
        String paint(String code, String text) {
            return "\u001b[" + code + "m" + text + "\u001b[0m";
        }
    };

    abstract String paint(String code, String text);

    /** As the console is; {@code NO_COLOR} is respected. */
    public static Style ofTheConsole() {
        boolean person =
                Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
        return person && System.getenv("NO_COLOR") == null ? COLOURED : PLAIN;
    }

    String bold(String text) {
        return paint("1", text);
    }

    String faint(String text) {
        return paint("2", text);
    }

    String good(String text) {
        return paint("32", text);
    }

    String bad(String text) {
        return paint("31", text);
    }

    String sent(String text) {
        return paint("36", text);
    }

    String received(String text) {
        return paint("33", text);
    }
}

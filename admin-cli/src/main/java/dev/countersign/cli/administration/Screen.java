package dev.countersign.cli.administration;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.cli.http.Answer;
import dev.countersign.cli.outcome.Failed;
import dev.countersign.cli.terminal.Table;
import dev.countersign.cli.terminal.Terminal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Shows answers: exactly as the server gave them, or as a person reads them. */
public sealed interface Screen {

    /** One thing, with all its members. */
    void show(Answer answer);

    /**
     * A page of a list.
     *
     * @param member that holds the rows
     * @param columns members of a row; a dot leads into one
     */
    void list(Answer answer, String member, String... columns);

    /** One thing that holds a secret, which is shown this once. */
    void showOnce(Answer answer);

    /** One thing that may have got a secret, shown this once. */
    default void created(Answer answer) {
        if (answer.json().findValue("client_secret") == null) {
            show(answer);
        } else {
            showOnce(answer);
        }
    }

    /** What was done, where the answer is empty. */
    void done(Answer answer, String sentence);

    static Screen of(Terminal terminal, Form form) {
        return switch (form) {
            case EXACT -> new Exact(terminal);
            case READABLE -> new Tabular(terminal);
        };
    }

    enum Form {
        EXACT,
        READABLE
    }

    record Exact(Terminal terminal) implements Screen {

        @Override
        public void show(Answer answer) {
            document(answer);
            terminal.print(answer.body());
        }

        @Override
        public void list(Answer answer, String member, String... columns) {
            show(answer);
        }

        @Override
        public void showOnce(Answer answer) {
            show(answer);
        }

        @Override
        public void done(Answer answer, String sentence) {
            if (!answer.body().isEmpty()) {
                show(answer);
            }
        }
    }

    record Tabular(Terminal terminal) implements Screen {

        @Override
        public void show(Answer answer) {
            var table = new Table();
            members("", document(answer), table);
            terminal.print(table.toString());
        }

        /** {@code lifetimes.code} is a row; so is each object of a list. */
        private static void members(String name, JsonNode value, Table table) {
            if (value.isObject() && !value.isEmpty()) {
                String prefix = name.isEmpty() ? "" : name + ".";
                value.propertyStream()
                        .forEach(it -> members(prefix + it.getKey(), it.getValue(), table));
            } else if (value.isArray() && value.path(0).isObject()) {
                value.forEach(it -> table.row(List.of(name, Cell.of(it))));
            } else {
                table.row(List.of(name, Cell.of(value)));
            }
        }

        @Override
        public void list(Answer answer, String member, String... columns) {
            JsonNode document = document(answer);
            var table = new Table();
            table.row(Arrays.stream(columns).map(Tabular::title).toList());
            for (JsonNode row : document.path(member)) {
                table.row(Arrays.stream(columns).map(it -> cell(row, it)).toList());
            }
            terminal.print(table.toString());
            if (document.hasNonNull("next")) {
                terminal.say("there are more: --after " + document.path("next").asText());
            }
        }

        private static String title(String column) {
            return column.replace('.', ' ').replace('_', ' ').toUpperCase(Locale.ROOT);
        }

        private static String cell(JsonNode row, String column) {
            return Cell.of(row.at("/" + column.replace('.', '/')));
        }

        @Override
        public void showOnce(Answer answer) {
            show(answer);
            terminal.say("Keep what is secret of it now: it is not shown again.");
        }

        @Override
        public void done(Answer answer, String sentence) {
            terminal.say(sentence);
        }
    }

    /** A success that is no JSON is of somebody between us and the server. */
    private static JsonNode document(Answer answer) {
        JsonNode document = answer.json();
        if (!document.isContainerNode()) {
            throw Failed.serverAway("the server answered " + answer.status() + " without JSON");
        }
        return document;
    }
}

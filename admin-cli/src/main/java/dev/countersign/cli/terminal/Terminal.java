package dev.countersign.cli.terminal;

import dev.countersign.cli.outcome.Failed;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Results go to standard output, and nothing else does; remarks, questions and errors go to
 * standard error. Secrets are typed without being shown, or read from standard input.
 */
public final class Terminal {

    private final BufferedReader in;
    private final PrintStream out;
    private final PrintStream err;
    private final Optional<Console> person;

    private Terminal(
            BufferedReader in, PrintStream out, PrintStream err, Optional<Console> person) {
        this.in = in;
        this.out = out;
        this.err = err;
        this.person = person;
    }

    public static Terminal ofTheProcess() {
        return new Terminal(
                reader(System.in),
                // whatever the locale is: JSON is UTF-8
                new PrintStream(System.out, true, StandardCharsets.UTF_8),
                new PrintStream(System.err, true, StandardCharsets.UTF_8),
                Optional.ofNullable(System.console()).filter(Console::isTerminal));
    }

    /** Where no person sits: a script, or a test. */
    public static Terminal of(InputStream in, PrintStream out, PrintStream err) {
        return new Terminal(reader(in), out, err, Optional.empty());
    }

    private static BufferedReader reader(InputStream in) {
        return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    }

    /** A part of the result, as it is. */
    public void print(String text) {
        out.print(text.endsWith("\n") ? text : text + "\n");
        out.flush();
    }

    /** A remark for whoever looks on. */
    public void say(String text) {
        err.println(Printable.lines(text));
    }

    /** A document of the server in place of a remark. */
    public void sayExactly(String document) {
        err.println(document);
    }

    /** For help that was asked for. */
    public PrintWriter results() {
        return new PrintWriter(out, true, StandardCharsets.UTF_8);
    }

    /** Asks for a secret, or reads it from the next line of standard input. */
    public Secret secret(String name) {
        String typed = person.map(it -> typed(it, name)).orElseGet(this::line);
        if (typed.isBlank()) {
            throw Failed.usage(
                    "no "
                            + name
                            + ": it is asked for at a terminal, and read from standard input"
                            + " elsewhere");
        }
        return new Secret(typed);
    }

    /** A secret that somebody makes up: typed twice, or read once. */
    public Secret newSecret(String name) {
        Secret first = secret(name);
        if (person.isPresent() && !first.equals(secret(name + ", again"))) {
            throw Failed.usage("the two are not the same");
        }
        return first;
    }

    private static String typed(Console console, String name) {
        char[] typed = console.readPassword("%s: ", name);
        return typed == null ? "" : new String(typed);
    }

    /** What cannot be taken back is asked for: {@code --yes} says it in advance. */
    public void confirm(String question) {
        Console console =
                person.orElseThrow(
                        () -> Failed.usage("nobody is there to confirm this: say --yes"));
        String answer = console.readLine("%s [y/N] ", Printable.lines(question));
        if (answer == null || !answer.strip().matches("(?i)y|yes")) {
            throw Failed.usage("nothing was done");
        }
    }

    private String line() {
        try {
            String line = in.readLine();
            return line == null ? "" : line;
        } catch (IOException unreadable) {
            throw Failed.usage("standard input cannot be read");
        }
    }

    /** Standard input to its end. */
    public String allOfTheInput() {
        try {
            var text = new StringWriter();
            in.transferTo(text);
            return text.toString();
        } catch (IOException unreadable) {
            throw Failed.usage("standard input cannot be read");
        }
    }
}

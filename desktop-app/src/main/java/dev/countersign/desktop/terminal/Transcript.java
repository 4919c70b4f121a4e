package dev.countersign.desktop.terminal;

import com.nimbusds.jose.util.JSONObjectUtils;
import dev.countersign.desktop.http.Answer;
import dev.countersign.desktop.http.Listener;
import dev.countersign.desktop.http.Request;
import java.io.PrintStream;
import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * Writes down the workflow as it happens. Whatever holds a secret is shortened here, nowhere else.
 */
public final class Transcript implements Listener {

    private static final List<String> SHOWN_OF_A_REQUEST =
            List.of("Authorization", "Content-Type", "Accept");
    private static final List<String> SHOWN_OF_AN_ANSWER =
            List.of("WWW-Authenticate", "Location", "Content-Type", "Cache-Control", "Retry-After");
    private static final int LONGEST_BODY = 2_000;

    private final PrintStream out;
    private final Style style;

    public Transcript(PrintStream out, Style style) {
        this.out = out;
        this.style = style;
    }

    public synchronized void step(int number, String title) {
        out.println();
        out.println(style.bold("%2d  %s".formatted(number, title)));
    }

    public synchronized void say(String text) {
        out.println("    " + Shortening.message(text));
    }

    /** An address that a person may open: whole, for the query holds no secret. */
    public synchronized void address(String text, URI address) {
        out.println("    " + text + " " + style.sent(address.toString()));
    }

    /** A JSON object that is no secret: the claims of a token. */
    public synchronized void members(String title, Map<String, Object> members) {
        out.println("    " + style.bold(title));
        members.forEach((name, value) -> out.println("      " + name + ": " + json(value)));
    }

    public synchronized void good(String text) {
        out.println("    " + style.good("✓ " + Shortening.message(text)));
    }

    public synchronized void bad(String text) {
        out.println("    " + style.bad("✗ " + Shortening.message(text)));
    }

    @Override
    public synchronized void sent(Request request) {
        line("→ ", style.sent(request.method() + " " + Shortening.message("" + request.uri())));
        SHOWN_OF_A_REQUEST.forEach(
                name ->
                        request.headers().getOrDefault(name, List.of()).stream()
                                .map(value -> name + ": " + Shortening.message(value))
                                .forEach(it -> line("  ", it)));
        if (!request.body().isEmpty()) {
            line("  ", Shortening.message(request.body()));
        }
    }

    @Override
    public synchronized void received(Answer answer) {
        line("← ", style.received(Integer.toString(answer.status())));
        SHOWN_OF_AN_ANSWER.forEach(
                name ->
                        answer.header(name)
                                .map(value -> name + ": " + Shortening.message(value))
                                .ifPresent(it -> line("  ", it)));
        if (answer.isHtml()) {
            line("  ", style.faint("(a page, " + answer.body().length() + " characters)"));
        } else if (!answer.json().isEmpty()) {
            answer.json().forEach(this::member);
        } else if (!answer.body().isEmpty()) {
            line("  ", cut(Shortening.message(answer.body())));
        }
    }

    /** What the browser does, a line a message; the app itself never sees these. */
    public Listener browser() {
        return new Listener() {
            @Override
            public void sent(Request request) {
                String fields = request.body().isEmpty() ? "" : "  " + request.body();
                browserLine("→ " + request.method() + " " + request.uri() + fields);
            }

            @Override
            public void received(Answer answer) {
                String location =
                        answer.header("Location").map(it -> "  Location: " + it).orElse("");
                browserLine("← " + answer.status() + location);
            }
        };
    }

    private synchronized void browserLine(String text) {
        out.println(style.faint("      browser " + Shortening.message(text)));
    }

    private void member(String name, Object value) {
        line("  ", cut(Shortening.message("\"" + name + "\": " + json(value))));
    }

    private void line(String mark, String text) {
        out.println("    " + mark + text);
    }

    private static String json(Object value) {
        String object = JSONObjectUtils.toJSONString(Map.of("v", value));
        return object.substring("{\"v\":".length(), object.length() - 1);
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_BODY
                ? text
                : text.substring(0, LONGEST_BODY) + "…(" + text.length() + " chars)";
    }
}

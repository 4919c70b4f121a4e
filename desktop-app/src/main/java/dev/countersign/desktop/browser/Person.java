package dev.countersign.desktop.browser;

import java.util.Map;
import java.util.Optional;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** Who sits at the headless browser: fills in the login form, and allows or denies. */
public record Person(String username, String password, Choice choice) {

    /** The button of the consent page that this person presses. */
    public enum Choice {
        ALLOW,
        DENY
    }

    public static Person whoAllows(String username, String password) {
        return new Person(username, password, Choice.ALLOW);
    }

    /** The form that this page asks them to send; none where there is nothing left to do. */
    Optional<WebForm> reactTo(Document page) {
        return button(page, "sign-in")
                .map(it -> new WebForm(it, Map.of("username", username, "password", password)))
                .or(() -> button(page, consent()).map(it -> new WebForm(it, Map.of())));
    }

    private String consent() {
        return switch (choice) {
            case ALLOW -> "allow";
            case DENY -> "deny";
        };
    }

    private static Optional<Element> button(Document page, String id) {
        return Optional.ofNullable(page.getElementById(id));
    }

    @Override
    public String toString() {
        return username;
    }
}

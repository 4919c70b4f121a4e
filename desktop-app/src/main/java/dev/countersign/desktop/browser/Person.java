package dev.countersign.desktop.browser;

import java.util.Map;
import java.util.Optional;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** Who sits at the headless browser: chooses or fills in the login form, and allows or denies. */
public record Person(String username, String password, Choice choice) {

    /** The button of the consent page that this person presses. */
    public enum Choice {
        ALLOW,
        DENY
    }

    public static Person whoAllows(String username, String password) {
        return new Person(username, password, Choice.ALLOW);
    }

    /**
     * The form that this page asks them to send; none where there is nothing left to do. No script
     * sends one for them.
     */
    Optional<WebForm> reactTo(Document page) {
        return button(page, "sign-in")
                .map(it -> new WebForm(it, Map.of("username", username, "password", password)))
                .or(() -> account(page).map(it -> new WebForm(it, Map.of())))
                .or(() -> button(page, consent()).map(it -> new WebForm(it, Map.of())))
                .or(() -> button(page, "go-on").map(it -> new WebForm(it, Map.of())));
    }

    private String consent() {
        return switch (choice) {
            case ALLOW -> "allow";
            case DENY -> "deny";
        };
    }

    /** Their own, where there is a choice. */
    private Optional<Element> account(Document page) {
        return page.select("button.account").stream()
                .filter(it -> it.text().contains(username))
                .findFirst();
    }

    private static Optional<Element> button(Document page, String id) {
        return Optional.ofNullable(page.getElementById(id));
    }

    @Override
    public String toString() {
        return username;
    }
}

package dev.countersign.desktop.browser;

import java.net.URI;

/** The page where a visit ended. */
public sealed interface Landing {

    /** {@code formsSent} says how often the person had to act on the way. */
    record Page(URI address, int status, String title, int formsSent) implements Landing {}

    /** The system's browser does not tell the app what it shows. */
    record Unseen() implements Landing {}
}

package dev.countersign.desktop.browser;

import java.net.URI;
import java.util.concurrent.CompletableFuture;

/** Where the person signs in: never inside the app (RFC 8252 §4). */
public sealed interface Browser permits HeadlessBrowser, SystemBrowser {

    /**
     * Opens a page and returns at once. The future ends with the last page that the person sees,
     * and fails where they cannot go on.
     */
    CompletableFuture<Landing> open(URI page);
}

package dev.countersign.desktop.step;

import java.util.Optional;
import org.jsoup.nodes.Entities;
import org.jspecify.annotations.Nullable;

/** What the person sees when it went wrong: friendly, with the fields that support asks for. */
final class ErrorPage {

    private ErrorPage() {}

    static String of(String title, @Nullable String details) {
        return """
        <!doctype html>
        <html lang="en"><meta charset="utf-8"><title>%1$s</title>
        <body><h1>%1$s</h1>
        <p>Nothing is lost. Close this page, go back to the app and try again.</p>
        <p><small>%2$s</small></p></body></html>
        """
                .formatted(
                        Entities.escape(title),
                        Entities.escape(Optional.ofNullable(details).orElse("")));
    }
}

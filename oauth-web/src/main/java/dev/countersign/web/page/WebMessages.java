package dev.countersign.web.page;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The texts that all services' pages share. They stand in {@code messages/web.properties}. */
@MessageBundle("web")
public interface WebMessages {

    @Message
    String product();

    @Message
    String error_label();

    @Message
    String error_id_label();

    @Message
    String error_id_hint();

    @Message
    String not_found_title();

    @Message
    String not_found_hint();

    @Message
    String busy_title();

    @Message
    String busy_hint();

    @Message
    String wait_title();

    @Message
    String wait_hint();

    @Message
    String bug_title();

    @Message
    String bug_hint();

    @Message
    String denied_title();

    @Message
    String denied_hint();

    @Message
    String request_title();

    @Message
    String request_hint();
}

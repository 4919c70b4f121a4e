package dev.countersign.auth.pages;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The texts of this service's pages. They stand in {@code messages/auth.properties}. */
@MessageBundle("auth")
public interface AuthMessages {

    @Message
    String login_title();

    @Message
    String login_failed_title();

    @Message
    String login_lead(String application);

    @Message
    String login_username();

    @Message
    String login_password();

    @Message
    String login_button();

    @Message
    String login_failed();

    @Message
    String login_reference(String errorId);

    @Message
    String consent_title(String application);

    @Message
    String consent_lead();

    @Message
    String consent_person(String person);

    @Message
    String consent_openid();

    @Message
    String consent_profile();

    @Message
    String consent_email();

    @Message
    String consent_offline_access();

    @Message
    String consent_allow();

    @Message
    String consent_deny();

    @Message
    String consent_destination(String destination);

    @Message
    String consent_destination_local();

    @Message
    String signed_in_title();

    @Message
    String signed_in_lead();

    @Message
    String signed_out_title();

    @Message
    String signed_out_lead();

    @Message
    String home_title();

    @Message
    String home_lead();

    @Message
    String home_next();

    @Message
    String home_demo();

    @Message
    String home_status();

    @Message
    String home_logs();

    @Message
    String home_accounts();

    @Message
    String home_accounts_hint();

    @Message
    String home_addresses();

    @Message
    String home_discovery();

    @Message
    String home_jwks();

    @Message
    String home_issuer();
}

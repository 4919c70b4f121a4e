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
    String login_choose();

    @Message
    String account_title();

    @Message
    String account_another();

    @Message
    String login_failed();

    @Message
    String login_reference(String errorId);

    @Message
    String form_post_title();

    @Message
    String form_post_lead();

    @Message
    String form_post_button();

    @Message
    String change_password_title();

    @Message
    String change_password_lead(String application);

    @Message
    String change_password_new();

    @Message
    String change_password_repeated();

    @Message
    String change_password_button();

    @Message
    String change_password_failed();

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
    String consent_address();

    @Message
    String consent_phone();

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
    String logout_title();

    @Message
    String logout_person(String person);

    @Message
    String logout_asked(String application);

    @Message
    String logout_lead();

    @Message
    String logout_lead_all();

    @Message
    String logout_confirm();

    @Message
    String logout_confirm_all();

    @Message
    String logout_stays(String person);

    @Message
    String logout_stay();

    @Message
    String logout_destination(String destination);

    @Message
    String logout_destination_local();

    @Message
    String logged_out_unregistered();

    @Message
    String still_signed_in_title();

    @Message
    String still_signed_in_lead();

    @Message
    String home_title();

    @Message
    String home_lead();

    @Message
    String home_signed_in();

    @Message
    String home_sign_out();

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

    @Message
    String bootstrap_title();

    @Message
    String bootstrap_lead();

    @Message
    String bootstrap_first_name();

    @Message
    String bootstrap_last_name();

    @Message
    String bootstrap_confirm_password();

    @Message
    String bootstrap_button();

    @Message
    String bootstrap_wrong_first_name();

    @Message
    String bootstrap_wrong_last_name();

    @Message
    String bootstrap_wrong_email();

    @Message
    String bootstrap_wrong_email_taken();

    @Message
    String bootstrap_wrong_password();

    @Message
    String bootstrap_wrong_confirm_password();

    @Message
    String bootstrap_done_title();

    @Message
    String bootstrap_done_lead(String email);

    @Message
    String home_admin();

    @Message
    String admin_title();

    @Message
    String admin_person(String person, String email);

    @Message
    String admin_administrator();

    @Message
    String admin_auditor();

    @Message
    String admin_manager();

    @Message
    String admin_nobody();

    @Message
    String admin_more();

    @Message
    String admin_how();

    @Message
    String admin_how_command();

    @Message
    String admin_how_api();

    @Message
    String admin_switch();

    @Message
    String admin_sign_out();

    @Message
    String admin_ends(String time);
}

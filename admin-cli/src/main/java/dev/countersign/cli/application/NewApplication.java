package dev.countersign.cli.application;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.cli.administration.Document;
import dev.countersign.cli.administration.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** An application as it is asked for; what is not said is the server's to choose. */
final class NewApplication {

    /** In a word what the API calls by its name. */
    private static final Map<String, String> AUTHENTICATORS =
            Map.of(
                    "pkce", "Authorization PKCE Flow",
                    "code", "Authorization Code Flow",
                    "client-credentials", "Client Credentials Flow");

    @Option(
            names = "--name",
            required = true,
            paramLabel = "NAME",
            description = "What people read when they sign in.")
    private String name = "";

    @Option(
            names = "--authenticator",
            required = true,
            paramLabel = "KIND",
            description = {
                "pkce: public, Authorization PKCE Flow; code: confidential, Authorization Code"
                        + " Flow; client-credentials: a service, Client Credentials Flow."
            })
    private String authenticator = "";

    @Option(names = "--type", paramLabel = "TYPE", description = "native, web or service.")
    private Optional<String> type = Optional.empty();

    @Option(
            names = "--redirect-uri",
            paramLabel = "URI",
            description = "Where the browser comes back to; repeatable.")
    private List<String> redirectUris = new ArrayList<>();

    @Option(
            names = "--post-logout-redirect-uri",
            paramLabel = "URI",
            description = "Where the browser comes back to from a sign-out; repeatable.")
    private List<String> postLogoutRedirectUris = new ArrayList<>();

    @Option(
            names = "--scope",
            split = "[, ]+",
            paramLabel = "SCOPE[,SCOPE]",
            hideParamSyntax = true,
            description = "What it may ask for; repeatable, or a,b.")
    private List<String> scopes = new ArrayList<>();

    @Option(
            names = "--grant-type",
            split = "[, ]+",
            paramLabel = "GRANT[,GRANT]",
            hideParamSyntax = true,
            description = "authorization_code, refresh_token or client_credentials.")
    private List<String> grantTypes = new ArrayList<>();

    @Option(
            names = "--response-type",
            split = ",",
            paramLabel = "TYPE[,TYPE]",
            hideParamSyntax = true,
            description = "code, 'code id_token' and so on; repeatable, or a,b.")
    private List<String> responseTypes = new ArrayList<>();

    @Option(
            names = "--cors-origin",
            paramLabel = "ORIGIN",
            description = "Beside those of the redirect URIs; repeatable.")
    private List<String> corsOrigins = new ArrayList<>();

    @Option(
            names = "--default-api",
            paramLabel = "API",
            description = "The audience where no scope of an API is granted.")
    private Optional<String> defaultApi = Optional.empty();

    @Option(
            names = "--consent",
            negatable = true,
            description = "People are asked whether they allow it.")
    private Optional<Boolean> consent = Optional.empty();

    @Option(names = "--members-only", negatable = true, description = "Only its users may sign in.")
    private Optional<Boolean> membersOnly = Optional.empty();

    @Option(names = "--dialect", description = "It may speak the JSON dialect.")
    private boolean dialect;

    @Option(
            names = "--dialect-issuer",
            paramLabel = "WORD",
            description = "iss of its dialect tokens.")
    private Optional<String> dialectIssuer = Optional.empty();

    @Mixin private Settings settings = new Settings();

    ObjectNode document() {
        Document document =
                new Document()
                        .with("name", name)
                        .with(
                                "authenticator",
                                AUTHENTICATORS.getOrDefault(
                                        authenticator.toLowerCase(Locale.ROOT), authenticator))
                        .with("application_type", type)
                        .with("redirect_uris", redirectUris)
                        .with("post_logout_redirect_uris", postLogoutRedirectUris)
                        .with("scopes", scopes)
                        .with("grant_types", grantTypes)
                        .with("response_types", responseTypes)
                        .with("cors_origins", corsOrigins)
                        .with("default_api", defaultApi)
                        .withChoice("consent", consent)
                        .withChoice("members_only", membersOnly);
        if (dialect || dialectIssuer.isPresent()) {
            ObjectNode member = document.json().putObject("dialect").put("enabled", true);
            dialectIssuer.ifPresent(it -> member.put("issuer", it));
        }
        return settings.over(document.json());
    }
}

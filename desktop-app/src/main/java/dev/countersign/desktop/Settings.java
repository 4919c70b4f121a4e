package dev.countersign.desktop;

import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import dev.countersign.desktop.browser.HeadlessBrowser;
import dev.countersign.desktop.browser.Person;
import dev.countersign.desktop.browser.PortRange;
import dev.countersign.desktop.step.Access;
import dev.countersign.desktop.step.Administrator;
import dev.countersign.desktop.terminal.Transcript;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/** What the app is told when it is installed: it knows the issuer, and finds the rest itself. */
record Settings(
        URI issuer,
        String clientId,
        Scope scope,
        URI api,
        URI postLoginPage,
        URI postLogoutPage,
        PortRange ports,
        Person person,
        Person administrator,
        AdministratorsApplication application) {

    /** Where an administrator works; a web application, played by the demo. */
    record AdministratorsApplication(ClientID clientId, Secret secret, URI redirectUri) {}

    private static final String PACKAGED = "/desktop-app.properties";

    /** From a file, or as packaged; the issuer may be overridden. */
    static Settings read(Optional<Path> file, Optional<URI> issuer) throws IOException {
        var properties = new Properties();
        if (file.isPresent()) {
            try (Reader reader = Files.newBufferedReader(file.get())) {
                properties.load(reader);
            }
        } else {
            try (InputStream packaged = Settings.class.getResourceAsStream(PACKAGED)) {
                properties.load(packaged);
            }
        }
        issuer.ifPresent(it -> properties.setProperty("issuer", it.toString()));
        return of(properties);
    }

    static Settings of(Properties properties) {
        return new Settings(
                URI.create(text(properties, "issuer")),
                text(properties, "client-id"),
                Scope.parse(text(properties, "scopes")),
                URI.create(text(properties, "api")),
                URI.create(text(properties, "post-login-page")),
                URI.create(text(properties, "post-logout-page")),
                PortRange.parse(text(properties, "ports")),
                person(properties, "person"),
                person(properties, "administrator"),
                new AdministratorsApplication(
                        new ClientID(text(properties, "administration.client-id")),
                        new Secret(text(properties, "administration.client-secret")),
                        URI.create(text(properties, "administration.redirect-uri"))));
    }

    private static Person person(Properties properties, String who) {
        return Person.whoAllows(
                text(properties, who + ".username"), text(properties, who + ".password"));
    }

    /** Who takes access back, in a browser of their own. */
    Administrator administrator(Transcript transcript) {
        return new Administrator(
                new HeadlessBrowser(administrator, transcript.browser()),
                application.clientId(),
                application.secret(),
                application.redirectUri());
    }

    /** What this app is allowed by the person who signs in. */
    Access access() {
        return new Access(person.username(), clientId);
    }

    private static String text(Properties properties, String key) {
        String value = properties.getProperty(key);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("the settings lack " + key);
        }
        String text = value.strip();
        return key.equals("issuer") ? text : text.replace("${issuer}", text(properties, "issuer"));
    }
}

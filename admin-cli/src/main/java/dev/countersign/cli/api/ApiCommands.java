package dev.countersign.cli.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.cli.administration.Confirmation;
import dev.countersign.cli.administration.Document;
import dev.countersign.cli.administration.IdempotencyKey;
import dev.countersign.cli.administration.Invocation;
import dev.countersign.cli.administration.Paging;
import dev.countersign.cli.administration.Settings;
import dev.countersign.cli.administration.Versioned;
import dev.countersign.cli.http.Address;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code api}: what access tokens are for. */
@Command(name = "api", description = "APIs, their scopes and introspection credentials.")
public final class ApiCommands {

    private static final Address ALL = Address.of("admin", "apis");
    private static final String IDENTIFIER = "IDENTIFIER";

    private final Invocation invocation;

    public ApiCommands(Invocation invocation) {
        this.invocation = invocation;
    }

    /** An identifier is an address itself: it stands in the path by its base64url. */
    private static Address api(String identifier) {
        return ALL.then(
                Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(identifier.getBytes(StandardCharsets.UTF_8)));
    }

    @Command(description = "Create one.")
    void create(
            @Parameters(
                            paramLabel = IDENTIFIER,
                            description = "The audience of its tokens, an address.")
                    String identifier,
            @Option(names = "--name", required = true, paramLabel = "NAME") String name,
            @Mixin NewScopes scopes,
            @Option(
                            names = "--introspection-client",
                            paramLabel = "CLIENT_ID",
                            description = "As whom it may introspect; the secret is shown once.")
                    Optional<String> introspectionClient,
            @Mixin Settings settings,
            @Mixin IdempotencyKey key) {
        Document document = new Document().with("identifier", identifier).with("name", name);
        ArrayNode list = document.json().putArray("scopes");
        scopes.all().forEach((scope, sentence) -> list.add(scope(scope, sentence)));
        introspectionClient.ifPresent(
                it -> document.json().putObject("introspection").put("client_id", it));
        invocation
                .screen()
                .created(
                        invocation
                                .administration()
                                .create(ALL, settings.over(document.json()), key.value()));
    }

    private static ObjectNode scope(String name, String sentence) {
        return new Document().with("name", name).with("sentence", sentence).json();
    }

    @Command(description = "List them.")
    void list(@Mixin Paging paging) {
        invocation
                .screen()
                .list(
                        invocation.administration().get(paging.of(ALL)),
                        "apis",
                        "identifier",
                        "name",
                        "enabled");
    }

    @Command(description = "Show all about one.")
    void show(@Parameters(paramLabel = IDENTIFIER) String identifier) {
        invocation.screen().show(invocation.administration().get(api(identifier)));
    }

    @Command(description = "Change one; its scopes are a list, given whole as JSON.")
    void edit(
            @Parameters(paramLabel = IDENTIFIER) String identifier,
            @Mixin Settings settings,
            @Mixin Versioned versioned) {
        invocation
                .screen()
                .show(versioned.edit(invocation.administration(), api(identifier), settings));
    }

    @Command(description = "Delete one, and end all access to it.")
    void delete(
            @Parameters(paramLabel = IDENTIFIER) String identifier,
            @Mixin Versioned versioned,
            @Mixin Confirmation confirmation) {
        confirmation.require(
                invocation.terminal(),
                "Delete the API " + identifier + " and end all access to it?");
        invocation
                .screen()
                .done(
                        versioned.delete(invocation.administration(), api(identifier)),
                        "deleted: " + identifier);
    }

    @Command(
            name = "rotate-secret",
            description = "A new secret for introspection; the old one ends.")
    void rotateSecret(@Parameters(paramLabel = IDENTIFIER) String identifier) {
        invocation
                .screen()
                .showOnce(
                        invocation
                                .administration()
                                .post(api(identifier).then("secret"), new Document().json()));
    }

    /** {@code --scope name=sentence}. */
    static final class NewScopes {

        @Option(
                names = "--scope",
                paramLabel = "NAME=SENTENCE",
                description = "A scope, and what people read when they consent; repeatable.")
        private Map<String, String> scopes = new LinkedHashMap<>();

        Map<String, String> all() {
            return scopes;
        }
    }
}

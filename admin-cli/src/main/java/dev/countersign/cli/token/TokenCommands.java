package dev.countersign.cli.token;

import dev.countersign.cli.administration.Document;
import dev.countersign.cli.administration.Invocation;
import dev.countersign.cli.administration.Paging;
import dev.countersign.cli.http.Address;
import dev.countersign.cli.terminal.Secret;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code token}: who holds which access. */
@Command(name = "token", description = "The inventory: find access, and take it back.")
public final class TokenCommands {

    private static final Address ALL = Address.of("admin", "tokens");

    private final Invocation invocation;

    public TokenCommands(Invocation invocation) {
        this.invocation = invocation;
    }

    @Command(description = "Find grants, newest first.")
    void search(@Mixin TokenFilter filter, @Mixin Paging paging) {
        invocation
                .screen()
                .list(
                        invocation.administration().get(paging.of(filter.of(ALL), "cursor")),
                        "items",
                        "grant_id",
                        "status",
                        "user.email",
                        "application.client_id",
                        "scopes",
                        "issued_at",
                        "expires_at");
    }

    @Command(description = "What a token is that somebody found; it is typed, or read from stdin.")
    void lookup() {
        Secret token = invocation.terminal().secret("token");
        invocation
                .screen()
                .show(
                        invocation
                                .administration()
                                .post(
                                        ALL.then("lookup"),
                                        new Document().with("token", token.value()).json()));
    }

    @Command(description = "Revoke these grants, all or none.")
    void revoke(
            @Parameters(paramLabel = "GRANT_ID", arity = "1..*") List<String> grants,
            @Option(names = "--reason", paramLabel = "TEXT") Optional<String> reason,
            @Option(names = "--dry-run", description = "Only say what would end.") boolean dryRun) {
        Document order = new Document().with("grants", grants).with("reason", reason);
        invocation
                .screen()
                .show(
                        invocation
                                .administration()
                                .post(
                                        ALL.then("revoke"),
                                        dryRun
                                                ? order.with("dry_run", true).json()
                                                : order.json()));
    }
}

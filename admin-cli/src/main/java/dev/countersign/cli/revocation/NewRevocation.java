package dev.countersign.cli.revocation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.cli.administration.Document;
import java.util.Optional;
import picocli.CommandLine.Option;

/** A rule as it is asked for; its parts are ANDed. */
final class NewRevocation {

    @Option(names = "--user", paramLabel = "USER", description = "An id or an address.")
    private Optional<String> user = Optional.empty();

    @Option(names = "--application", paramLabel = "CLIENT_ID")
    private Optional<String> application = Optional.empty();

    @Option(names = "--grant", paramLabel = "GRANT_ID")
    private Optional<String> grant = Optional.empty();

    @Option(names = "--session", paramLabel = "SID")
    private Optional<String> session = Optional.empty();

    @Option(names = "--audience", paramLabel = "API")
    private Optional<String> audience = Optional.empty();

    @Option(names = "--key", paramLabel = "KID", description = "What a signing key has signed.")
    private Optional<String> key = Optional.empty();

    @Option(names = "--token-id", paramLabel = "JTI", description = "The id, never the token.")
    private Optional<String> tokenId = Optional.empty();

    @Option(
            names = "--before",
            paramLabel = "INSTANT",
            description = "Only what was authorized until then.")
    private Optional<String> before = Optional.empty();

    @Option(names = "--everything", description = "No other part is needed; asked for, or --yes.")
    private boolean everything;

    @Option(names = "--reason", paramLabel = "TEXT")
    private Optional<String> reason = Optional.empty();

    @Option(names = "--dry-run", description = "Only count what would end.")
    private boolean dryRun;

    boolean endsEverything() {
        return everything && !dryRun;
    }

    ObjectNode document() {
        Document rule =
                new Document()
                        .with("user", user)
                        .with("application", application)
                        .with("grant", grant)
                        .with("session", session)
                        .with("audience", audience)
                        .with("key", key)
                        .with("token_id", tokenId)
                        .with("before", before)
                        .with("reason", reason);
        if (everything) {
            rule.with("everything", true);
        }
        if (dryRun) {
            rule.with("dry_run", true);
        }
        return rule.json();
    }
}

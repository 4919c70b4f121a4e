package dev.countersign.cli.token;

import dev.countersign.cli.http.Address;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which grants a search finds. */
final class TokenFilter {

    @Option(
            names = "--user",
            paramLabel = "USER",
            description = "An id, an address, or how a name begins.")
    private Optional<String> user = Optional.empty();

    @Option(names = "--application", paramLabel = "CLIENT_ID")
    private Optional<String> application = Optional.empty();

    @Option(names = "--scope", paramLabel = "SCOPE")
    private Optional<String> scope = Optional.empty();

    @Option(names = "--api", paramLabel = "IDENTIFIER")
    private Optional<String> api = Optional.empty();

    @Option(names = "--session", paramLabel = "SID")
    private Optional<String> session = Optional.empty();

    @Option(names = "--status", paramLabel = "STATUS", description = "live, revoked or expired.")
    private Optional<String> status = Optional.empty();

    @Option(
            names = "--issued-from",
            paramLabel = "INSTANT",
            description = "Like 2026-01-31T12:00:00Z.")
    private Optional<String> issuedFrom = Optional.empty();

    @Option(names = "--issued-to", paramLabel = "INSTANT")
    private Optional<String> issuedTo = Optional.empty();

    @Option(names = "--last-used-from", paramLabel = "DAY", description = "Like 2026-01-31.")
    private Optional<String> lastUsedFrom = Optional.empty();

    @Option(names = "--last-used-to", paramLabel = "DAY")
    private Optional<String> lastUsedTo = Optional.empty();

    @Option(names = "--count", description = "Count them, too; shown with --json.")
    private boolean count;

    Address of(Address all) {
        Address search =
                all.with("user", user)
                        .with("application", application)
                        .with("scope", scope)
                        .with("api", api)
                        .with("session", session)
                        .with("status", status)
                        .with("issued_from", issuedFrom)
                        .with("issued_to", issuedTo)
                        .with("last_used_from", lastUsedFrom)
                        .with("last_used_to", lastUsedTo);
        return count ? search.with("count", "true") : search;
    }
}

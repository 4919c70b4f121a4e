package dev.countersign.cli.audit;

import dev.countersign.cli.administration.Invocation;
import dev.countersign.cli.administration.Paging;
import dev.countersign.cli.http.Address;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code audit}: the record of all acts. */
@Command(name = "audit", description = "The audit record.")
public final class AuditCommands {

    private final Invocation invocation;

    public AuditCommands(Invocation invocation) {
        this.invocation = invocation;
    }

    @Command(description = "Find records, newest first.")
    void search(
            @Option(names = "--actor", paramLabel = "ID", description = "Who did it.")
                    Optional<String> actor,
            @Option(
                            names = "--action",
                            paramLabel = "ACTION",
                            description = "What was done, like tokens.revoked.")
                    Optional<String> action,
            @Option(names = "--target", paramLabel = "ID", description = "To whom or what.")
                    Optional<String> target,
            @Option(
                            names = "--from",
                            paramLabel = "INSTANT",
                            description = "Like 2026-01-31T12:00:00Z.")
                    Optional<String> from,
            @Option(names = "--to", paramLabel = "INSTANT") Optional<String> to,
            @Mixin Paging paging) {
        Address search =
                Address.of("admin", "audit")
                        .with("actor", actor)
                        .with("action", action)
                        .with("target", target)
                        .with("from", from)
                        .with("to", to);
        invocation
                .screen()
                .list(
                        invocation.administration().get(paging.of(search)),
                        "events",
                        "at",
                        "actor",
                        "action",
                        "target",
                        "address");
    }
}

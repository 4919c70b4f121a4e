package dev.countersign.cli.revocation;

import dev.countersign.cli.administration.Confirmation;
import dev.countersign.cli.administration.Invocation;
import dev.countersign.cli.http.Address;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code revocation}: access is taken back by a rule. */
@Command(name = "revocation", description = "Revoke by a rule, and follow it.")
public final class RevocationCommands {

    private static final Address ALL = Address.of("admin", "revocations");

    private final Invocation invocation;

    public RevocationCommands(Invocation invocation) {
        this.invocation = invocation;
    }

    @Command(description = "End all access that the rule matches; at least one part is needed.")
    void create(@Mixin NewRevocation revocation, @Mixin Confirmation confirmation) {
        if (revocation.endsEverything()) {
            confirmation.require(invocation.terminal(), "End all access of everybody?");
        }
        invocation.screen().show(invocation.administration().post(ALL, revocation.document()));
    }

    @Command(description = "Show a rule, and which APIs have applied it.")
    void show(@Parameters(paramLabel = "ID") String id) {
        invocation.screen().show(invocation.administration().get(ALL.then(id)));
    }
}

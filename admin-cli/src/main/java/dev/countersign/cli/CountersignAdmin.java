package dev.countersign.cli;

import dev.countersign.cli.administration.Invocation;
import dev.countersign.cli.api.ApiCommands;
import dev.countersign.cli.application.ApplicationCommands;
import dev.countersign.cli.application.ApplicationManagerCommands;
import dev.countersign.cli.application.ApplicationUserCommands;
import dev.countersign.cli.audit.AuditCommands;
import dev.countersign.cli.bootstrap.BootstrapCommand;
import dev.countersign.cli.declaration.ExportCommand;
import dev.countersign.cli.declaration.ImportCommand;
import dev.countersign.cli.key.KeyCommands;
import dev.countersign.cli.login.LoginCommand;
import dev.countersign.cli.login.LogoutCommand;
import dev.countersign.cli.outcome.Exit;
import dev.countersign.cli.outcome.Failed;
import dev.countersign.cli.revocation.RevocationCommands;
import dev.countersign.cli.terminal.Surroundings;
import dev.countersign.cli.token.TokenCommands;
import dev.countersign.cli.user.UserCommands;
import java.util.Arrays;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ScopeType;

/** {@code countersign-admin}: the administration API of a server, as commands. */
@Command(
        name = CountersignAdmin.NAME,
        scope = ScopeType.INHERIT,
        mixinStandardHelpOptions = true,
        version = "countersign-admin 0.2.0",
        description = "Administers a Countersign server.",
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {
            "0:done",
            "1:refused by the server",
            "2:not a command that there is",
            "3:nobody is signed in, or not any more",
            "4:the server does not answer, or fails",
            "70:a defect of this program"
        })
public final class CountersignAdmin {

    static final String NAME = "countersign-admin";

    @Mixin private final Invocation invocation;

    private CountersignAdmin(Invocation invocation) {
        this.invocation = invocation;
    }

    public static void main(String... arguments) {
        System.exit(run(Surroundings.ofTheProcess(), arguments));
    }

    /**
     * @return the exit status
     */
    public static int run(Surroundings surroundings, String... arguments) {
        try (var invocation = new Invocation(surroundings)) {
            return of(invocation).execute(arguments);
        }
    }

    static CommandLine of(Invocation invocation) {
        return new CountersignAdmin(invocation).commandLine();
    }

    private CommandLine commandLine() {
        CommandLine application =
                new CommandLine(new ApplicationCommands(invocation))
                        .addSubcommand(new ApplicationUserCommands(invocation))
                        .addSubcommand(new ApplicationManagerCommands(invocation));
        return new CommandLine(this)
                .addSubcommand(new LoginCommand(invocation))
                .addSubcommand(new LogoutCommand(invocation))
                .addSubcommand(application)
                .addSubcommand(new ApiCommands(invocation))
                .addSubcommand(new UserCommands(invocation))
                .addSubcommand(new TokenCommands(invocation))
                .addSubcommand(new RevocationCommands(invocation))
                .addSubcommand(new KeyCommands(invocation))
                .addSubcommand(new AuditCommands(invocation))
                .addSubcommand(new ImportCommand(invocation))
                .addSubcommand(new ExportCommand(invocation))
                .addSubcommand(new BootstrapCommand(invocation))
                .addSubcommand(new CompletionCommand(invocation))
                .addSubcommand(new HelpCommand())
                // what begins with @ is text here, and no file to read
                .setExpandAtFiles(false)
                .setOut(invocation.terminal().results())
                .setParameterExceptionHandler(
                        (misuse, arguments) -> end(Failed.usage(Misuse.of(misuse))))
                .setExecutionExceptionHandler(
                        (exception, command, parsed) ->
                                exception instanceof Failed failed
                                        ? end(failed)
                                        : defect(exception));
    }

    private int end(Failed failed) {
        Optional<String> document = failed.document().filter(it -> invocation.isExact());
        document.ifPresentOrElse(
                it -> invocation.terminal().sayExactly(it),
                () -> invocation.terminal().say(NAME + ": " + failed.getMessage()));
        return failed.exit().status();
    }

    /** Where it happened, without its message: that may repeat what was sent. */
    private int defect(Exception exception) {
        invocation.terminal().say(NAME + ": a defect of this program: " + exception.getClass());
        Arrays.stream(exception.getStackTrace())
                .limit(10)
                .forEach(it -> invocation.terminal().say("  at " + it));
        return Exit.DEFECT.status();
    }
}

package dev.countersign.cli;

import dev.countersign.cli.administration.Invocation;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code completion}: what the shell needs to complete a line. */
@Command(
        name = "completion",
        description = {
            "The completion script for bash and zsh:",
            "source <(countersign-admin completion)"
        })
final class CompletionCommand implements Runnable {

    private final Invocation invocation;

    @Spec private CommandSpec spec = CommandSpec.create();

    CompletionCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public void run() {
        invocation
                .terminal()
                .print(AutoComplete.bash(CountersignAdmin.NAME, spec.root().commandLine()));
    }
}

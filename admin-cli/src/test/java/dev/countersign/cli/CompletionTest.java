package dev.countersign.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.cli.administration.Invocation;
import dev.countersign.cli.fixture.CannedServer;
import dev.countersign.cli.fixture.Cli;
import dev.countersign.cli.terminal.Surroundings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What there is to type: by the shell, and in the documentation. */
class CompletionTest {

    /** Every command that does something, as it is typed. */
    private static Stream<String> commands(CommandLine command) {
        return command.getSubcommands().isEmpty()
                ? Stream.of(
                        command.getCommandSpec()
                                .qualifiedName()
                                .substring("countersign-admin ".length()))
                : command.getSubcommands().values().stream().flatMap(CompletionTest::commands);
    }

    @Test
    void theShellKnowsEveryCommand(@TempDir Path folder) throws Exception {
        try (CannedServer server = CannedServer.start()) {
            Cli.Run run = Cli.of(server, folder).run("completion");

            assertThat(run.status()).isZero();
            assertThat(run.out())
                    .startsWith("#!")
                    .contains("countersign-admin", "rotate-secret", "end-sessions", "--issuer");
        }
    }

    @Test
    void everyCommandIsDocumented() throws Exception {
        String page = Files.readString(Path.of("../docs/admin-cli.md"));

        try (var invocation = new Invocation(Surroundings.ofTheProcess())) {
            assertThat(commands(CountersignAdmin.of(invocation)).toList())
                    .contains("application users invite", "token lookup")
                    .allSatisfy(it -> assertThat(page).contains("`" + it));
        }
    }
}

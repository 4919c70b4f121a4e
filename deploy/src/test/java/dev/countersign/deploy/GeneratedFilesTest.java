package dev.countersign.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GeneratedFilesTest {

    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();

    static List<GeneratedFile> files() throws IOException {
        return Generate.files(PROJECT);
    }

    @ParameterizedTest
    @MethodSource("files")
    void whatIsCommittedIsWhatIsGenerated(GeneratedFile file) {
        assertThat(PROJECT.resolve(file.path()))
                .as("run ./countersign generate")
                .hasContent(file.content());
    }

    @Test
    void aFileIsWrittenWhereItBelongs(@TempDir Path project) throws IOException {
        new GeneratedFile(Path.of("docs/a.md"), "text\n").write(project);

        assertThat(Files.readString(project.resolve("docs/a.md"))).isEqualTo("text\n");
    }
}

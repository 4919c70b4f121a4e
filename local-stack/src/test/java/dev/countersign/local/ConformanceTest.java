package dev.countersign.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.local.Conformance.Citation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ConformanceTest {

    private final Conformance conformance = new Conformance(Path.of("..").toAbsolutePath());

    @Test
    void theDocumentIsWhatTheTestsCite() throws IOException {
        assertThat(Files.readString(conformance.document()))
                .as("run ./countersign conformance")
                .isEqualTo(conformance.generated());
    }

    @Test
    void aCitationNamesOneSpecAndAnyNumberOfItsClauses() {
        assertThat(
                        Conformance.citations(
                                "RFC 6749 §4.1.1, §4.1.2; RFC 9207. OpenID Connect Core 1.0 §5.1\n"
                                        + "     * and §5.4: see RFC 9110."))
                .containsExactly(
                        new Citation("RFC 6749", "4.1.1"),
                        new Citation("RFC 6749", "4.1.2"),
                        new Citation("RFC 9207", ""),
                        new Citation("OpenID Connect Core 1.0", "5.1"),
                        new Citation("OpenID Connect Core 1.0", "5.4"),
                        new Citation("RFC 9110", ""));
        assertThat(Conformance.citations("Contract, section 6: nothing of a spec.")).isEmpty();
    }
}

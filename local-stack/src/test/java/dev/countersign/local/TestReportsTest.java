package dev.countersign.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestReportsTest {

    private static final Instant BEGIN = Instant.parse("2026-01-01T12:00:00Z");

    @TempDir private Path project;

    @Test
    void theReportsOfAllModulesAreSummed() throws IOException {
        report(
                "one/target/surefire-reports/TEST-a.A.xml",
                """
                <testsuite><testcase name="quick" classname="a.A" time="0.1"/>
                <testcase name="slow" classname="a.A" time="1,234.5"/></testsuite>
                """);
        report(
                "two/target/failsafe-reports/TEST-b.B.xml",
                """
                <testsuite><testcase name="wrong" classname="b.B" time="0.2"><failure/></testcase>
                <testcase name="broken" classname="b.B" time="0.2"><error/></testcase>
                <testcase name="left" classname="b.B" time="0"><skipped message="why"/></testcase></testsuite>
                """);

        String printed = print();

        assertThat(printed).endsWith("1 skipped\n2 passed, 2 failed\n");
        assertThat(printed).containsSubsequence("A.slow", "B.wrong", "A.quick");
        assertThat(printed).contains("FAILED  B.wrong", "FAILED  B.broken", "SKIPPED B.left: why");
        assertThat(read().allPassed()).isFalse();
    }

    @Test
    void whatAnEarlierRunLeftIsNotCounted() throws IOException {
        Path old =
                report(
                        "one/target/surefire-reports/TEST-a.A.xml",
                        "<testsuite><testcase name='x' classname='a.A' time='1'/></testsuite>");
        Files.setLastModifiedTime(old, FileTime.from(BEGIN.minusSeconds(60)));

        assertThat(print()).endsWith("0 passed, 0 failed\n");
        assertThat(read().allPassed()).isFalse();
    }

    private Path report(String path, String content) throws IOException {
        Path file = project.resolve(path);
        Files.createDirectories(file.resolveSibling(""));
        return Files.writeString(file, content);
    }

    private TestReports read() throws IOException {
        TestReports reports = new TestReports();
        reports.read(project, FileTime.from(BEGIN));
        return reports;
    }

    private String print() throws IOException {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        read().print(new PrintStream(printed, true, StandardCharsets.UTF_8));
        return printed.toString(StandardCharsets.UTF_8);
    }
}

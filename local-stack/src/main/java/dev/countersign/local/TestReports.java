package dev.countersign.local;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * Sums the reports of all modules' tests. Depends on the JDK alone: {@code ./countersign test} runs
 * this very file, so that it counts even where the build broke.
 */
final class TestReports {

    private static final int SLOWEST = 10;

    private final List<TestRun> runs = new ArrayList<>();

    /**
     * @param reason why it was skipped
     */
    private record TestRun(String name, double seconds, Outcome outcome, String reason) {}

    private enum Outcome {
        PASSED,
        FAILED,
        SKIPPED
    }

    /** Arguments: the project's folder, and a file that was touched before the tests began. */
    static void main(String[] arguments) throws IOException {
        TestReports reports = new TestReports();
        reports.read(Path.of(arguments[0]), Files.getLastModifiedTime(Path.of(arguments[1])));
        reports.print(System.out);
        System.exit(reports.allPassed() ? 0 : 1);
    }

    /** Reads the reports below a project's modules, less those that an earlier run left. */
    void read(Path project, FileTime since) throws IOException {
        try (Stream<Path> modules = Files.list(project)) {
            for (Path module : modules.filter(Files::isDirectory).sorted().toList()) {
                readFolder(module.resolve("target/surefire-reports"), since);
                readFolder(module.resolve("target/failsafe-reports"), since);
            }
        }
    }

    /** At least one test ran, and none failed. */
    boolean allPassed() {
        return count(Outcome.PASSED) > 0 && count(Outcome.FAILED) == 0;
    }

    /** The slowest tests, and the one closing line. */
    void print(PrintStream out) {
        out.println("the slowest tests:");
        runs.stream()
                .sorted(Comparator.comparingDouble(TestRun::seconds).reversed())
                .limit(SLOWEST)
                .forEach(
                        run -> out.printf(Locale.ROOT, "%8.1f s  %s%n", run.seconds(), run.name()));
        runs.stream()
                .filter(run -> run.outcome() == Outcome.FAILED)
                .forEach(run -> out.println("FAILED  " + run.name()));
        runs.stream()
                .filter(run -> run.outcome() == Outcome.SKIPPED)
                .forEach(run -> out.println("SKIPPED " + run.name() + ": " + run.reason()));
        if (count(Outcome.SKIPPED) > 0) {
            out.println(count(Outcome.SKIPPED) + " skipped");
        }
        out.println(count(Outcome.PASSED) + " passed, " + count(Outcome.FAILED) + " failed");
    }

    private long count(Outcome outcome) {
        return runs.stream().filter(run -> run.outcome() == outcome).count();
    }

    private void readFolder(Path folder, FileTime since) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(TestReports::isReport).sorted().toList()) {
                if (Files.getLastModifiedTime(file).compareTo(since) >= 0) {
                    readReport(file);
                }
            }
        }
    }

    private static boolean isReport(Path file) {
        String name = file.getFileName().toString();
        return name.startsWith("TEST-") && name.endsWith(".xml");
    }

    private void readReport(Path file) throws IOException {
        NodeList cases = parse(file).getElementsByTagName("testcase");
        for (int i = 0; i < cases.getLength(); i++) {
            if (cases.item(i) instanceof Element testcase) {
                runs.add(run(testcase));
            }
        }
    }

    private static TestRun run(Element testcase) {
        String type = testcase.getAttribute("classname");
        String name =
                type.substring(type.lastIndexOf('.') + 1) + "." + testcase.getAttribute("name");
        String seconds = testcase.getAttribute("time").replace(",", "");
        return new TestRun(
                name,
                seconds.isEmpty() ? 0 : Double.parseDouble(seconds),
                outcome(testcase),
                reason(testcase));
    }

    private static String reason(Element testcase) {
        return testcase.getElementsByTagName("skipped").item(0) instanceof Element skipped
                ? skipped.getAttribute("message")
                : "";
    }

    private static Outcome outcome(Element testcase) {
        if (has(testcase, "failure") || has(testcase, "error")) {
            return Outcome.FAILED;
        }
        return has(testcase, "skipped") ? Outcome.SKIPPED : Outcome.PASSED;
    }

    private static boolean has(Element testcase, String tag) {
        return testcase.getElementsByTagName(tag).getLength() > 0;
    }

    private static Element parse(Path file) throws IOException {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            DocumentBuilder builder = factory.newDocumentBuilder();
            return builder.parse(file.toFile()).getDocumentElement();
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException("cannot read " + file, e);
        }
    }
}

package dev.countersign.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which clause of which spec is met by which test, as the Javadoc of the tests cites them: {@code
 * docs/conformance.md}, but for what stands there by hand. Depends on the JDK alone: {@code
 * ./countersign conformance} runs this very file.
 */
final class Conformance {

    static final String BEGIN = "<!-- from here on: ./countersign conformance -->\n";

    private static final Pattern DOCUMENTED =
            Pattern.compile(
                    "/\\*\\*(?<text>(?:(?!\\*/).)*?)\\*/\\s*(?<annotations>@.*?)\\s"
                            + "(?:void|class|record|interface)\\s+(?<name>\\w+)",
                    Pattern.DOTALL);
    private static final Pattern CITED =
            Pattern.compile(
                    "(?<spec>RFC \\d+|OpenID Connect [A-Z][\\w-]*(?: [A-Z][\\w-]*)* 1\\.0"
                            + "|OAuth 2\\.0 (?:Multiple Response Types?|Form Post Response Mode)"
                            + "|Multiple Response Types|Form Post Response Mode)"
                            + "(?<clauses>(?:(?:,| and|;)? ?§[A-Z0-9.]*[A-Z0-9])*)");
    private static final Pattern CLAUSE = Pattern.compile("§([A-Z0-9.]*[A-Z0-9])");

    /** A place of a spec; without a clause it is all of it. */
    record Citation(String spec, String clause) {}

    private final Path project;

    Conformance(Path project) {
        this.project = project;
    }

    /** Argument: the project's folder. */
    static void main(String[] arguments) throws IOException {
        Conformance conformance = new Conformance(Path.of(arguments[0]));
        Files.writeString(conformance.document(), conformance.generated());
    }

    Path document() {
        return project.resolve("docs/conformance.md");
    }

    /** The document as it should be: by hand as far as the mark, and the tables. */
    String generated() throws IOException {
        String written = Files.readString(document());
        int end = written.indexOf(BEGIN);
        if (end < 0) {
            throw new IOException(document() + " has not the line " + BEGIN);
        }
        return written.substring(0, end) + BEGIN + tables();
    }

    private String tables() throws IOException {
        Map<String, Map<String, Set<String>>> specs = new TreeMap<>(inOrder());
        for (Path file : tests()) {
            read(file)
                    .forEach(
                            (test, citations) ->
                                    citations.forEach(
                                            it ->
                                                    specs.computeIfAbsent(
                                                                    it.spec(),
                                                                    spec ->
                                                                            new TreeMap<>(
                                                                                    inOrder()))
                                                            .computeIfAbsent(
                                                                    it.clause(),
                                                                    clause -> new TreeSet<>())
                                                            .add(test)));
        }
        StringBuilder text = new StringBuilder();
        specs.forEach(
                (spec, clauses) -> {
                    text.append("\n## ").append(spec).append("\n\n| clause | tests |\n|---|---|\n");
                    clauses.forEach((clause, tests) -> text.append(row(clause, tests)));
                });
        return text.toString();
    }

    private static String row(String clause, Set<String> tests) {
        return "| %s | %s |\n"
                .formatted(
                        clause.isEmpty() ? "" : "§" + clause,
                        tests.stream().map(it -> "`" + it + "`").collect(Collectors.joining(", ")));
    }

    /** Numbers by their value: §3.10 after §3.9, RFC 9068 after RFC 6749. */
    private static Comparator<String> inOrder() {
        return Comparator.comparing(
                text ->
                        Pattern.compile("\\d+")
                                .matcher(text)
                                .replaceAll(it -> "%6s".formatted(it.group())));
    }

    private List<Path> tests() throws IOException {
        List<Path> tests = new ArrayList<>();
        try (Stream<Path> modules = Files.list(project)) {
            for (Path module : modules.sorted().toList()) {
                Path sources = module.resolve("src/test/java");
                if (Files.isDirectory(sources)) {
                    try (Stream<Path> files = Files.walk(sources)) {
                        files.filter(it -> it.toString().matches(".*(Test|IT)\\.java"))
                                .sorted()
                                .forEach(tests::add);
                    }
                }
            }
        }
        return tests;
    }

    /** By test; what the class cites is of the class. */
    private static Map<String, Set<Citation>> read(Path file) throws IOException {
        String type = file.getFileName().toString().replace(".java", "");
        Map<String, Set<Citation>> found = new TreeMap<>();
        Matcher documented = DOCUMENTED.matcher(Files.readString(file));
        while (documented.find()) {
            String name = documented.group("name");
            boolean isClass = name.equals(type);
            if (isClass || documented.group("annotations").contains("Test")) {
                Set<Citation> citations = citations(documented.group("text"));
                if (!citations.isEmpty()) {
                    found.put(isClass ? type : type + "." + name, citations);
                }
            }
        }
        return found;
    }

    static Set<Citation> citations(String javadoc) {
        Set<Citation> citations = new LinkedHashSet<>();
        Matcher cited = CITED.matcher(javadoc.replaceAll("\\s*\\n\\s*\\*\\s*", " "));
        while (cited.find()) {
            String spec = cited.group("spec");
            List<String> clauses =
                    CLAUSE.matcher(cited.group("clauses"))
                            .results()
                            .map((MatchResult it) -> it.group(1))
                            .toList();
            if (clauses.isEmpty()) {
                citations.add(new Citation(spec, ""));
            }
            clauses.forEach(clause -> citations.add(new Citation(spec, clause)));
        }
        return citations;
    }
}

package dev.countersign.deploy.configuration;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The settings of Quarkus and Kafka's clients that an operator gives, out of the hundreds that
 * there are: {@code framework-settings.tsv}. A test compares each with what Quarkus and Kafka say
 * of themselves. What our {@code application.properties} sets comes before their own default.
 */
final class FrameworkSettings {

    private static final String TABLE = "framework-settings.tsv";

    /**
     * What one library adds.
     *
     * @param artifact whoever runs it reads them all
     */
    record Section(String title, String artifact, String description, List<Setting> settings) {}

    private FrameworkSettings() {}

    /** As the table has them, with the defaults of their makers. */
    static List<Section> sections() throws IOException {
        List<Section> sections = new ArrayList<>();
        for (String line : lines()) {
            String[] cells = line.split("\t", -1);
            if (line.startsWith("# ")) {
                sections.add(
                        new Section(cells[0].substring(2), cells[1], cells[2], new ArrayList<>()));
            } else {
                sections.getLast().settings().add(setting(cells));
            }
        }
        return sections;
    }

    /** With the defaults of the programs. A section whose library nobody runs is left out. */
    static List<SettingGroup> groups(Modules modules, List<String> programs) throws IOException {
        SequencedMap<String, Properties> own = new LinkedHashMap<>();
        for (String program : programs) {
            own.put(program, applicationProperties(modules, program));
        }
        List<SettingGroup> groups = new ArrayList<>();
        for (Section section : sections()) {
            Set<String> readers =
                    programs.stream()
                            .filter(it -> modules.runningIn(it).contains(section.artifact()))
                            .collect(Collectors.toCollection(LinkedHashSet::new));
            if (!readers.isEmpty()) {
                groups.add(
                        new SettingGroup(
                                section.title(),
                                section.description(),
                                readers,
                                section.settings().stream()
                                        .map(it -> withDefaults(it, readers, own))
                                        .toList()));
            }
        }
        return groups;
    }

    /** What a program is built with; empty if it has no such file. */
    static Properties applicationProperties(Modules modules, String program) throws IOException {
        Properties properties = new Properties();
        Path file = modules.resources(program).resolve("application.properties");
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                properties.load(reader);
            }
        }
        return properties;
    }

    private static Setting setting(String[] cells) {
        Fallback fallback =
                switch (cells[2]) {
                    case "required" -> new Fallback.Required();
                    case "none" -> new Fallback.None();
                    default -> new Fallback.Value(cells[2]);
                };
        return new Setting(new Key(cells[0]), new ValueType(cells[1]), fallback, cells[3]);
    }

    private static Setting withDefaults(
            Setting setting, Set<String> readers, SequencedMap<String, Properties> own) {
        SequencedMap<String, Fallback> values = new LinkedHashMap<>();
        for (String reader : readers) {
            Properties properties = Optional.ofNullable(own.get(reader)).orElseThrow();
            String value = properties.getProperty(setting.key().pattern());
            values.put(reader, value == null ? setting.fallback() : new Fallback.Value(value));
        }
        Fallback fallback =
                values.values().stream().distinct().count() == 1
                        ? values.firstEntry().getValue()
                        : new Fallback.ByProgram(values);
        return new Setting(setting.key(), setting.type(), fallback, setting.description());
    }

    private static List<String> lines() throws IOException {
        try (InputStream table = FrameworkSettings.class.getResourceAsStream(TABLE)) {
            if (table == null) {
                throw new IOException(TABLE + " is not on the class path");
            }
            return new BufferedReader(new InputStreamReader(table, StandardCharsets.UTF_8))
                    .lines()
                    .filter(it -> !it.isBlank())
                    .toList();
        }
    }
}

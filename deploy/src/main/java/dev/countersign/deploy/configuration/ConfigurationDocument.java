package dev.countersign.deploy.configuration;

import dev.countersign.deploy.GeneratedFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** {@code docs/configuration.md}: how settings are given, and a table of all of them. */
public final class ConfigurationDocument {

    private static final String INTRODUCTION = "introduction.md";
    private static final String HEAD =
            "| key, environment variable | value | default | what it is |\n|---|---|---|---|\n";

    private final Configuration configuration;

    public ConfigurationDocument(Configuration configuration) {
        this.configuration = configuration;
    }

    public GeneratedFile file() throws IOException {
        StringBuilder text = new StringBuilder(introduction());
        configuration.groups().forEach(group -> text.append(section(group)));
        return new GeneratedFile(Path.of("docs/configuration.md"), text.toString());
    }

    private String section(SettingGroup group) {
        StringBuilder text = new StringBuilder();
        text.append("\n## ").append(title(group)).append("\n\n");
        if (!group.description().isEmpty()) {
            text.append(group.description()).append(' ');
        }
        text.append("Read by ").append(readers(group.readers())).append(".\n\n").append(HEAD);
        group.settings().forEach(it -> text.append(row(it)));
        return text.toString();
    }

    /** A key stands as it is given. */
    private static String title(SettingGroup group) {
        return group.title().startsWith(Configuration.OURS) ? code(group.title()) : group.title();
    }

    private String readers(Set<String> readers) {
        List<String> services = configuration.services();
        if (readers.containsAll(services)) {
            return "all five services";
        }
        return String.join(", ", readers);
    }

    private static String row(Setting setting) {
        String key = setting.key().pattern();
        String variable = setting.key().variable();
        String names = key.equals(variable) ? code(key) : code(key) + "<br>" + code(variable);
        return "| %s | %s | %s | %s |\n"
                .formatted(
                        names,
                        cell(setting.type().words()),
                        cell(setting.fallback().text()),
                        cell(setting.description()));
    }

    private static String code(String text) {
        return "`" + cell(text) + "`";
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }

    private static String introduction() throws IOException {
        try (InputStream text = ConfigurationDocument.class.getResourceAsStream(INTRODUCTION)) {
            if (text == null) {
                throw new IOException(INTRODUCTION + " is not on the class path");
            }
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

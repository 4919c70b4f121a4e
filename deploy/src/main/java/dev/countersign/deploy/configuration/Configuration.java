package dev.countersign.deploy.configuration;

import dev.countersign.local.ServiceDefinition;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an operator may set, and which program reads it. The programs are the five services, by the
 * names of their modules, and {@code schema}, which migrates the database.
 *
 * <p>A manifest is right if all that it gives to a program {@linkplain #knows is known} there, and
 * all that is {@linkplain #required required} is given.
 */
public final class Configuration {

    /** How the keys begin that nobody else reads. */
    static final String OURS = "countersign.";

    private static final String EXCLUDED = "quarkus.arc.exclude-types";

    private final List<String> services;
    private final List<SettingGroup> groups = new ArrayList<>();

    private Configuration(List<String> services) {
        this.services = services;
    }

    /**
     * As the sources in this folder have it. Takes a second or two: keep what you get.
     *
     * @throws IllegalStateException for a setting that says not what it is, that nobody reads, or
     *     that is declared in a way that is not understood
     */
    public static Configuration of(Path project) throws IOException {
        List<String> services =
                Arrays.stream(ServiceDefinition.values()).map(ServiceDefinition::id).toList();
        Configuration configuration = new Configuration(services);
        configuration.collect(Modules.of(project));
        return configuration;
    }

    /**
     * Whether the program reads a setting of this name: {@code countersign.issuer}, or {@code
     * quarkus.log.category."org.jboss".level} for one that has a name of the operator's in it.
     * False for a key that only other programs read.
     *
     * @throws IllegalArgumentException if there is no such program
     */
    public boolean knows(String program, String key) {
        return read(program).anyMatch(it -> it.isNamed(key));
    }

    /**
     * The same by the name of an environment variable: {@code COUNTERSIGN_ISSUER}.
     *
     * @throws IllegalArgumentException if there is no such program
     */
    public boolean knowsVariable(String program, String variable) {
        return read(program).anyMatch(it -> it.isNamedByVariable(variable));
    }

    /**
     * The keys without which the program does not start.
     *
     * @throws IllegalArgumentException if there is no such program
     */
    public Set<String> required(String program) {
        return read(program)
                .filter(it -> it.fallback() instanceof Fallback.Required)
                .map(Setting::key)
                .filter(Key::isFixed)
                .map(Key::pattern)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The name of the environment variable that stands for a key. */
    public static String variable(String key) {
        return Key.variable(key);
    }

    /** Ours first, those that more programs read before others. */
    List<SettingGroup> groups() {
        return groups;
    }

    List<String> services() {
        return services;
    }

    private Stream<Setting> read(String program) {
        if (!services.contains(program) && !program.equals(MigrationProgram.NAME)) {
            throw new IllegalArgumentException("no such program: " + program);
        }
        return groups.stream()
                .filter(it -> it.readers().contains(program))
                .flatMap(it -> it.settings().stream());
    }

    private void collect(Modules modules) throws IOException {
        Map<String, Path> folders = new LinkedHashMap<>();
        for (String service : services) {
            modules.modulesIn(service).forEach(it -> folders.put(it, modules.sources(it)));
        }
        folders.put(MigrationProgram.NAME, modules.sources(MigrationProgram.NAME));
        Sources sources = Sources.read(folders);
        Map<String, Set<String>> readers = new LinkedHashMap<>();
        Map<String, InjectionPoint> properties = new LinkedHashMap<>();
        for (String service : services) {
            for (InjectionPoint point : injected(modules, sources, service)) {
                point.asked().forEach(it -> readersOf(it, readers).add(service));
                property(point)
                        .ifPresent(
                                key -> {
                                    properties.putIfAbsent(key, point);
                                    readersOf(key, readers).add(service);
                                });
            }
        }
        List<SettingGroup> ours = new ArrayList<>();
        sources.types().stream()
                .filter(Configuration::isMapping)
                .map(it -> new Mapping(it, readBySome(it.name(), readers)))
                .forEach(it -> ours.addAll(it.groups()));
        properties.forEach((key, point) -> ours.add(group(key, point, readBySome(key, readers))));
        ours.sort(
                Comparator.comparing((SettingGroup it) -> -it.readers().size())
                        .thenComparing(SettingGroup::title));
        groups.addAll(ours);
        sources.types().stream()
                .filter(it -> it.module().equals(MigrationProgram.NAME))
                .forEach(this::addMigrations);
        groups.addAll(FrameworkSettings.groups(modules, services));
    }

    private static Set<InjectionPoint> injected(Modules modules, Sources sources, String service)
            throws IOException {
        Set<String> running = modules.modulesIn(service);
        String excluded =
                FrameworkSettings.applicationProperties(modules, service).getProperty(EXCLUDED, "");
        return new Beans(
                        sources.types().stream()
                                .filter(it -> running.contains(it.module()))
                                .toList(),
                        Set.of(excluded.split(",")))
                .injected();
    }

    private void addMigrations(SourceType type) {
        List<Setting> settings = MigrationProgram.settings(type);
        if (!settings.isEmpty()) {
            groups.add(
                    new SettingGroup(
                            "The migration of the database",
                            type.javadoc().orElseThrow(),
                            Set.of(MigrationProgram.NAME),
                            settings));
        }
    }

    /** The key of ours that is injected there by itself. */
    private static Optional<String> property(InjectionPoint point) {
        return point.type()
                .annotation(point.variable().getModifiers(), Mapping.CONFIG_PROPERTY)
                .flatMap(it -> point.type().argument(it, "name"))
                .filter(it -> it.startsWith(OURS));
    }

    private static SettingGroup group(String key, InjectionPoint point, Set<String> readers) {
        return new SettingGroup(key, "", readers, List.of(Mapping.property(key, point)));
    }

    private static boolean isMapping(SourceType type) {
        return type.annotation(type.tree().getModifiers(), Mapping.CONFIG_MAPPING).isPresent();
    }

    private static Set<String> readersOf(String name, Map<String, Set<String>> readers) {
        return readers.computeIfAbsent(name, it -> new LinkedHashSet<>());
    }

    private static Set<String> readBySome(String name, Map<String, Set<String>> readers) {
        return Optional.ofNullable(readers.get(name))
                .filter(Predicate.not(Set::isEmpty))
                .orElseThrow(() -> new IllegalStateException("nobody reads " + name));
    }
}

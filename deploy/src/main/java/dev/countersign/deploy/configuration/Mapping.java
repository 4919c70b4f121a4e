package dev.countersign.deploy.configuration;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ParameterizedTypeTree;
import com.sun.source.tree.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The settings of a {@code @ConfigMapping} interface, as SmallRye Config names them. What it could
 * mean and this does not understand stops the generator.
 */
final class Mapping {

    private static final String SMALLRYE = "io.smallrye.config.";
    static final String CONFIG_MAPPING = SMALLRYE + "ConfigMapping";
    static final String CONFIG_PROPERTY = "org.eclipse.microprofile.config.inject.ConfigProperty";
    private static final String WITH_NAME = SMALLRYE + "WithName";
    private static final String WITH_PARENT_NAME = SMALLRYE + "WithParentName";
    private static final String WITH_DEFAULT = SMALLRYE + "WithDefault";
    private static final Set<String> UNDERSTOOD =
            Set.of(CONFIG_MAPPING, WITH_NAME, WITH_PARENT_NAME, WITH_DEFAULT);

    private final SourceType type;
    private final Set<String> readers;
    private final List<SettingGroup> groups = new ArrayList<>();

    Mapping(SourceType type, Set<String> readers) {
        this.type = type;
        this.readers = readers;
    }

    /** A group for the interface and one for each interface that it holds. */
    List<SettingGroup> groups() {
        AnnotationTree mapping =
                type.annotation(type.tree().getModifiers(), CONFIG_MAPPING).orElseThrow();
        String prefix =
                type.argument(mapping, "prefix")
                        .orElseThrow(() -> new IllegalStateException(type.name() + ": no prefix"));
        add(type, prefix, documented(type.javadoc(), type.name()));
        return groups;
    }

    private void add(SourceType group, String prefix, String description) {
        if (!group.tree().getImplementsClause().isEmpty()) {
            throw new IllegalStateException(group.name() + " extends another mapping");
        }
        List<Setting> settings = new ArrayList<>();
        // its own come before those of the groups within it
        int place = groups.size();
        for (MethodTree method : group.methods()) {
            refuseUnknown(group, method);
            add(group, method, key(group, method, prefix), method.getReturnType(), settings);
        }
        if (!settings.isEmpty()) {
            groups.add(place, new SettingGroup(prefix, description, readers, settings));
        }
    }

    private void add(
            SourceType group, MethodTree method, String key, Tree value, List<Setting> settings) {
        String name = group.name(value);
        Optional<SourceType> nested =
                group.sources().find(name).filter(it -> it.is(Tree.Kind.INTERFACE));
        if (nested.isPresent()) {
            String description =
                    documented(
                            group.javadoc(method).or(() -> nested.get().javadoc()),
                            group.name() + "." + method.getName());
            add(nested.get(), key, description);
            return;
        }
        switch (name) {
            case "java.util.Map" -> {
                Tree element = argument(value, 1);
                add(group, method, key + ".<name>", element, settings);
            }
            case "java.util.Optional" -> {
                Tree element = argument(value, 0);
                if (group.sources()
                        .find(group.name(element))
                        .filter(it -> it.is(Tree.Kind.INTERFACE))
                        .isPresent()) {
                    throw new IllegalStateException(group.name() + ": an optional group: " + key);
                }
                settings.add(
                        setting(group, method, key, type(group, element), new Fallback.None()));
            }
            default ->
                    settings.add(
                            setting(
                                    group,
                                    method,
                                    key,
                                    type(group, value),
                                    new Fallback.Required()));
        }
    }

    private static Setting setting(
            SourceType group, MethodTree method, String key, ValueType type, Fallback without) {
        Fallback fallback =
                group.annotation(method.getModifiers(), WITH_DEFAULT)
                        .flatMap(it -> group.argument(it, "value"))
                        .<Fallback>map(Fallback.Value::new)
                        .orElse(without);
        String description =
                documented(group.javadoc(method), group.name() + "." + method.getName());
        return new Setting(new Key(key), type, fallback, description);
    }

    /** A setting that is injected by itself; what it is says the member that is given it. */
    static Setting property(String key, InjectionPoint point) {
        SourceType type = point.type();
        Tree value = point.variable().getType();
        boolean optional = type.name(value).equals("java.util.Optional");
        Fallback fallback =
                type.annotation(point.variable().getModifiers(), CONFIG_PROPERTY)
                        .flatMap(it -> type.argument(it, "defaultValue"))
                        .<Fallback>map(Fallback.Value::new)
                        .orElseGet(optional ? Fallback.None::new : Fallback.Required::new);
        return new Setting(
                new Key(key),
                type(type, optional ? argument(value, 0) : value),
                fallback,
                documented(type.javadoc(point.member()), key));
    }

    private static ValueType type(SourceType group, Tree value) {
        return switch (group.name(value)) {
            case "java.util.List", "java.util.Set" ->
                    ValueType.listOf(ValueType.of(group, argument(value, 0)));
            default -> ValueType.of(group, value);
        };
    }

    private static String key(SourceType group, MethodTree method, String prefix) {
        if (group.annotation(method.getModifiers(), WITH_PARENT_NAME).isPresent()) {
            return prefix;
        }
        return prefix
                + "."
                + group.annotation(method.getModifiers(), WITH_NAME)
                        .flatMap(it -> group.argument(it, "value"))
                        .orElseGet(() -> kebabCase(method.getName().toString()));
    }

    private static void refuseUnknown(SourceType group, MethodTree method) {
        if (method.getBody() != null) {
            throw new IllegalStateException(
                    "%s.%s: a body is not understood".formatted(group.name(), method.getName()));
        }
        for (String annotation : group.annotations(method.getModifiers())) {
            if (annotation.startsWith(SMALLRYE) && !UNDERSTOOD.contains(annotation)) {
                throw new IllegalStateException(
                        "%s.%s: @%s is not understood"
                                .formatted(group.name(), method.getName(), annotation));
            }
        }
    }

    private static Tree argument(Tree value, int index) {
        return ((ParameterizedTypeTree) value).getTypeArguments().get(index);
    }

    private static String documented(Optional<String> javadoc, String what) {
        return javadoc.orElseThrow(() -> new IllegalStateException(what + " says not what it is"));
    }

    private static String kebabCase(String name) {
        StringBuilder kebab = new StringBuilder();
        name.chars()
                .forEach(
                        letter -> {
                            if (Character.isUpperCase(letter)) {
                                kebab.append('-');
                            }
                            kebab.appendCodePoint(letter);
                        });
        return kebab.toString().toLowerCase(Locale.ROOT);
    }
}

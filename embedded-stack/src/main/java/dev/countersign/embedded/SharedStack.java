package dev.countersign.embedded;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The one stack that all {@code @QuarkusTest}s of a JVM share. A test that takes a store away gives
 * it back before it ends.
 */
public final class SharedStack {

    private static final Function<List<String>, Map<String, String>> OWNER = owner();

    private SharedStack() {}

    static Map<String, String> settings(Set<Component> components, String database) {
        String names = components.stream().map(Enum::name).collect(Collectors.joining(","));
        return ask("settings", names, database);
    }

    /** Takes a store away as a crash would. */
    public static void kill(Component component) {
        ask("kill", component.name());
    }

    /** Takes a store away in order. */
    public static void stop(Component component) {
        ask("stop", component.name());
    }

    /** Takes a store away as one that hangs: it is there, and does not answer. */
    public static void freeze(Component component) {
        ask("freeze", component.name());
    }

    /** Gives a store back that hung. */
    public static void thaw(Component component) {
        ask("thaw", component.name());
    }

    /** Gives a store back, on the same port and data, and returns once it answers. */
    public static void start(Component component) {
        ask("start", component.name());
    }

    private static Map<String, String> ask(String... request) {
        return OWNER.apply(List.of(request));
    }

    /**
     * Quarkus loads tests, and this class, anew for each application that it starts. The servers
     * belong to the class loader that outlives them all, and only JDK types pass between the two.
     */
    @SuppressWarnings("unchecked")
    private static Function<List<String>, Map<String, String>> owner() {
        try {
            return (Function<List<String>, Map<String, String>>)
                    ClassLoader.getSystemClassLoader()
                            .loadClass(SharedStackOwner.class.getName())
                            .getField("INSTANCE")
                            .get(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}

package dev.countersign.deploy.configuration;

import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Modifier;

/**
 * What is injected in a program. The container drops a bean that nothing asks for, and with it
 * whatever it alone asked for: a setting that no living bean is given is not read. A bean lives
 * because the framework asks for it (an endpoint, an observer, an interface that is not ours), or
 * because a living one does.
 *
 * <p>Where two beans have a type that is asked for, both live here; the container might choose.
 */
final class Beans {

    private static final String PRODUCES = "jakarta.enterprise.inject.Produces";
    private static final String INJECT = "jakarta.inject.Inject";
    private static final String OBSERVES = "jakarta.enterprise.event.Observes";

    /** Of a class: makes it a bean. */
    private static final Set<String> SCOPES =
            Set.of(
                    "jakarta.inject.Singleton",
                    "jakarta.enterprise.context.ApplicationScoped",
                    "jakarta.enterprise.context.RequestScoped",
                    "jakarta.enterprise.context.Dependent");

    /** Of a class: makes it a bean that the framework asks for. */
    private static final Set<String> ENTRANCES =
            Set.of(
                    "jakarta.ws.rs.Path",
                    "jakarta.ws.rs.ext.Provider",
                    "io.quarkus.runtime.Startup",
                    "org.eclipse.microprofile.health.Liveness",
                    "org.eclipse.microprofile.health.Readiness",
                    "org.eclipse.microprofile.health.Startup");

    /** The same of a method, for its class. */
    private static final Set<String> ENTERED =
            Set.of(
                    "io.quarkus.scheduler.Scheduled",
                    "io.quarkus.runtime.Startup",
                    "org.jboss.resteasy.reactive.server.ServerExceptionMapper",
                    "org.jboss.resteasy.reactive.server.ServerRequestFilter",
                    "org.jboss.resteasy.reactive.server.ServerResponseFilter");

    private final List<SourceType> beans;
    private final Set<InjectionPoint> injected = new LinkedHashSet<>();
    private final Set<SourceType> living = new HashSet<>();
    private final Deque<String> asked = new ArrayDeque<>();
    private final Set<String> answered = new HashSet<>();

    /**
     * @param types all that run in the program
     * @param excluded the names of those that it leaves out
     */
    Beans(List<SourceType> types, Set<String> excluded) {
        beans =
                types.stream()
                        .filter(Beans::isBean)
                        .filter(it -> !excluded.contains(it.name()))
                        .toList();
        beans.stream().filter(Beans::isEntrance).forEach(this::live);
        while (!asked.isEmpty()) {
            answer(asked.pop());
        }
    }

    /** Everything that living beans are given. */
    Set<InjectionPoint> injected() {
        return injected;
    }

    private void answer(String name) {
        if (!answered.add(name)) {
            return;
        }
        for (SourceType bean : beans) {
            if (bean.name().equals(name) || bean.supertypes().contains(name)) {
                live(bean);
            }
            for (MethodTree method : producers(bean)) {
                if (produces(bean, method, name)) {
                    live(bean);
                    ask(bean, method);
                }
            }
        }
    }

    private static boolean produces(SourceType bean, MethodTree method, String name) {
        String produced = bean.name(method.getReturnType());
        return produced.equals(name)
                || bean.sources().find(produced).stream()
                        .anyMatch(it -> it.supertypes().contains(name));
    }

    private void live(SourceType bean) {
        if (!living.add(bean)) {
            return;
        }
        constructors(bean).forEach(it -> ask(bean, it));
        bean.methods().stream()
                .filter(it -> isObserver(bean, it) || has(bean, it.getModifiers(), INJECT))
                .forEach(it -> ask(bean, it));
        bean.fields().stream()
                .filter(it -> has(bean, it.getModifiers(), INJECT))
                .forEach(it -> ask(new InjectionPoint(bean, it, it)));
    }

    private void ask(SourceType bean, MethodTree method) {
        method.getParameters().stream()
                .filter(it -> !has(bean, it.getModifiers(), OBSERVES))
                .forEach(it -> ask(new InjectionPoint(bean, method, it)));
    }

    private void ask(InjectionPoint point) {
        if (injected.add(point)) {
            asked.addAll(point.asked());
        }
    }

    /** The one that is annotated, or the only one. */
    private static List<MethodTree> constructors(SourceType bean) {
        List<MethodTree> all =
                bean.methods().stream().filter(it -> it.getReturnType() == null).toList();
        List<MethodTree> annotated =
                all.stream().filter(it -> has(bean, it.getModifiers(), INJECT)).toList();
        return annotated.isEmpty() && all.size() == 1 ? all : annotated;
    }

    private static List<MethodTree> producers(SourceType bean) {
        return bean.methods().stream()
                .filter(it -> has(bean, it.getModifiers(), PRODUCES))
                .toList();
    }

    private static boolean isBean(SourceType type) {
        return type.is(Tree.Kind.CLASS)
                && !type.tree().getModifiers().getFlags().contains(Modifier.ABSTRACT)
                && (type.annotations(type.tree().getModifiers()).stream().anyMatch(SCOPES::contains)
                        || isEntered(type));
    }

    private static boolean isEntrance(SourceType bean) {
        return isEntered(bean)
                || bean.methods().stream().anyMatch(it -> isObserver(bean, it))
                || bean.supertypes().stream().anyMatch(it -> isOfTheFramework(bean, it));
    }

    private static boolean isEntered(SourceType type) {
        return type.annotations(type.tree().getModifiers()).stream().anyMatch(ENTRANCES::contains)
                || type.methods().stream()
                        .flatMap(it -> type.annotations(it.getModifiers()).stream())
                        .anyMatch(ENTERED::contains);
    }

    private static boolean isObserver(SourceType bean, MethodTree method) {
        for (VariableTree parameter : method.getParameters()) {
            if (has(bean, parameter.getModifiers(), OBSERVES)) {
                return true;
            }
        }
        return false;
    }

    /** Imported, and from neither us nor the JDK. */
    private static boolean isOfTheFramework(SourceType bean, String supertype) {
        return supertype.contains(".")
                && !supertype.startsWith("java.")
                && bean.sources().find(supertype).isEmpty();
    }

    private static boolean has(SourceType type, ModifiersTree modifiers, String annotation) {
        return type.annotation(modifiers, annotation).isPresent();
    }
}

package dev.countersign.resourceserver.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.annotation.security.PermitAll;
import java.lang.reflect.Method;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeclaredScopesTest {

    @RequiresScope("read")
    static final class Guarded {

        void asTheClass() {}

        @RequiresScope({"write", "audit"})
        void asTheMethod() {}

        @RequiresScope({})
        void anyToken() {}

        @PermitAll
        void open() {}

        @PermitAll
        @RequiresScope("read")
        void both() {}
    }

    static final class Forgotten {

        void undeclared() {}
    }

    private final DeclaredScopes declared = new DeclaredScopes();

    @Test
    void theMethodGoesBeforeTheClass() {
        assertThat(access(Guarded.class, "asTheClass"))
                .isEqualTo(new MethodAccess.Scoped(Set.of("read")));
        assertThat(access(Guarded.class, "asTheMethod"))
                .isEqualTo(new MethodAccess.Scoped(Set.of("write", "audit")));
        assertThat(access(Guarded.class, "anyToken")).isEqualTo(new MethodAccess.Scoped(Set.of()));
        assertThat(access(Guarded.class, "open")).isEqualTo(new MethodAccess.Open());
    }

    @Test
    void theScopesAreCollectedForTheMetadata() {
        declare(Guarded.class, "asTheClass");
        declare(Guarded.class, "asTheMethod");
        declare(Guarded.class, "open");

        assertThat(declared.scopes()).containsExactly("audit", "read", "write");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Forgotten.undeclared", "Guarded.both"})
    void aMethodThatSaysNothingOrBothStopsTheStart(String method) {
        Class<?> type = method.startsWith("Guarded") ? Guarded.class : Forgotten.class;

        assertThatThrownBy(() -> declare(type, method.substring(method.indexOf('.') + 1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("needs either @RequiresScope or @PermitAll");
    }

    private void declare(Class<?> type, String name) {
        declared.declare(type, method(type, name));
    }

    private static MethodAccess access(Class<?> type, String name) {
        return MethodAccess.of(type, method(type, name));
    }

    private static Method method(Class<?> type, String name) {
        try {
            return type.getDeclaredMethod(name);
        } catch (NoSuchMethodException e) {
            throw new IllegalArgumentException(e);
        }
    }
}

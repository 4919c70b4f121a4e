package dev.countersign.system.stack;

import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Starts the stack when the first test asks for it; the end of the session stops it. */
final class StackExtension implements ParameterResolver {

    private static final Namespace OURS = Namespace.create(StackExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType().equals(RunningStack.class);
    }

    @Override
    public RunningStack resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Start start =
                context.getStore(StoreScope.LAUNCHER_SESSION, OURS)
                        .computeIfAbsent(Start.class, type -> Start.tried(), Start.class);
        return start.stack().orElseThrow(() -> start.failure()).running();
    }

    /** Tried once: what did not start for the first test will not start for the next ones. */
    private record Start(Optional<TestedStack> stack, IllegalStateException failure)
            implements AutoCloseable {

        static Start tried() {
            try {
                return new Start(
                        Optional.of(StackChoice.made().start()), new IllegalStateException());
            } catch (IllegalStateException failure) {
                return new Start(Optional.empty(), failure);
            }
        }

        @Override
        public void close() {
            stack.ifPresent(TestedStack::close);
        }
    }
}

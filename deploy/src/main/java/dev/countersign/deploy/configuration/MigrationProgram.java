package dev.countersign.deploy.configuration;

import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The program that brings the database to its version. It knows no configuration but the
 * environment: each variable is a constant, and a required one is given to a method of that name
 * whatever the others say.
 */
final class MigrationProgram {

    /** Its module, by which it is named. */
    static final String NAME = "schema";

    private static final String OURS = "COUNTERSIGN_";
    private static final String REQUIRED = "required";

    private MigrationProgram() {}

    /**
     * What the type reads.
     *
     * @throws IllegalStateException for a variable that is no constant with a Javadoc
     */
    static List<Setting> settings(SourceType type) {
        List<VariableTree> constants =
                type.fields().stream().filter(it -> isVariable(it.getInitializer())).toList();
        refuseOthers(type, constants);
        Set<String> required = required(type);
        return constants.stream()
                .map(
                        it ->
                                setting(
                                        type,
                                        it,
                                        required.contains(it.getName().toString())
                                                ? new Fallback.Required()
                                                : new Fallback.None()))
                .toList();
    }

    private static Setting setting(SourceType type, VariableTree constant, Fallback fallback) {
        return new Setting(
                new Key(type.text(constant.getInitializer())),
                new ValueType("text"),
                fallback,
                type.javadoc(constant)
                        .orElseThrow(
                                () ->
                                        new IllegalStateException(
                                                constant.getName() + " says not what it is")));
    }

    private static void refuseOthers(SourceType type, List<VariableTree> constants) {
        Set<Object> known = new HashSet<>();
        constants.forEach(it -> known.add(it.getInitializer()));
        new TreeScanner<Void, Void>() {
            @Override
            public Void visitLiteral(LiteralTree literal, Void unused) {
                if (isVariable(literal) && !known.contains(literal)) {
                    throw new IllegalStateException(type.name() + ": no constant: " + literal);
                }
                return null;
            }
        }.scan(type.tree(), null);
    }

    /** The names of the constants that are required under no condition. */
    private static Set<String> required(SourceType type) {
        Set<String> names = new HashSet<>();
        type.methods()
                .forEach(
                        method ->
                                unconditionally(
                                        method,
                                        call -> {
                                            if (call.getMethodSelect()
                                                    .toString()
                                                    .equals(REQUIRED)) {
                                                call.getArguments().stream()
                                                        .filter(IdentifierTree.class::isInstance)
                                                        .forEach(it -> names.add(it.toString()));
                                            }
                                        }));
        return names;
    }

    private static void unconditionally(MethodTree method, Consumer<MethodInvocationTree> found) {
        new TreeScanner<Void, Void>() {
            @Override
            public Void visitMethodInvocation(MethodInvocationTree call, Void unused) {
                found.accept(call);
                return super.visitMethodInvocation(call, null);
            }

            @Override
            public Void visitConditionalExpression(ConditionalExpressionTree tree, Void unused) {
                return null;
            }
        }.scan(method, null);
    }

    private static boolean isVariable(@Nullable ExpressionTree expression) {
        return expression instanceof LiteralTree literal
                && literal.getValue() instanceof String text
                && text.startsWith(OURS);
    }
}

package dev.countersign.deploy.configuration;

import com.sun.source.tree.AnnotatedTypeTree;
import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ArrayTypeTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.ParameterizedTypeTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.tree.WildcardTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.TreePath;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A type as its source declares it.
 *
 * @param name with its package and the types around it
 * @param imports qualified, by simple name
 */
record SourceType(
        String name,
        String module,
        ClassTree tree,
        TreePath path,
        String packageName,
        Map<String, String> imports,
        DocTrees docs,
        Sources sources) {

    /** The name of a type that is named here; a simple one if neither imported nor among ours. */
    String name(Tree type) {
        return switch (type) {
            case ParameterizedTypeTree it -> name(it.getType());
            case AnnotatedTypeTree it -> name(it.getUnderlyingType());
            case ArrayTypeTree it -> name(it.getType()) + "[]";
            case MemberSelectTree it -> name(it.getExpression()) + "." + it.getIdentifier();
            case IdentifierTree it -> name(it.getName().toString());
            default -> type.toString();
        };
    }

    /** That name and those of its arguments. */
    Set<String> names(Tree type) {
        Set<String> names = new LinkedHashSet<>();
        collect(type, names);
        return names;
    }

    Set<String> supertypes() {
        Set<String> all = new LinkedHashSet<>();
        collectSupertypes(all);
        return all;
    }

    List<MethodTree> methods() {
        return members(MethodTree.class).toList();
    }

    List<VariableTree> fields() {
        return members(VariableTree.class).toList();
    }

    boolean is(Tree.Kind kind) {
        return tree.getKind() == kind;
    }

    /**
     * @param annotation its qualified name
     */
    Optional<AnnotationTree> annotation(ModifiersTree modifiers, String annotation) {
        return modifiers.getAnnotations().stream()
                .filter(it -> name(it.getAnnotationType()).equals(annotation))
                .map(AnnotationTree.class::cast)
                .findFirst();
    }

    List<String> annotations(ModifiersTree modifiers) {
        return modifiers.getAnnotations().stream().map(it -> name(it.getAnnotationType())).toList();
    }

    /** An argument of an annotation that is a text; {@code value} may stand without its name. */
    Optional<String> argument(AnnotationTree annotation, String name) {
        for (ExpressionTree argument : annotation.getArguments()) {
            if (argument instanceof AssignmentTree assignment) {
                if (assignment.getVariable().toString().equals(name)) {
                    return Optional.of(text(assignment.getExpression()));
                }
            } else if (name.equals("value")) {
                return Optional.of(text(argument));
            }
        }
        return Optional.empty();
    }

    /** A text that the compiler knows: a literal, a constant of this type, or the sum of such. */
    String text(ExpressionTree expression) {
        return switch (expression) {
            case LiteralTree it -> String.valueOf(it.getValue());
            case BinaryTree it -> text(it.getLeftOperand()) + text(it.getRightOperand());
            case IdentifierTree it -> text(constant(it).getInitializer());
            default -> throw new IllegalStateException(name + ": no constant text: " + expression);
        };
    }

    /** The field of this type that is named here. */
    VariableTree constant(IdentifierTree named) {
        return fields().stream()
                .filter(it -> it.getName().equals(named.getName()))
                .filter(it -> it.getInitializer() != null)
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException(name + " declares no constant " + named));
    }

    /** What the Javadoc of this type says, as Markdown. */
    Optional<String> javadoc() {
        return Javadoc.text(docs.getDocCommentTree(path));
    }

    /** What the Javadoc of a member says, as Markdown. */
    Optional<String> javadoc(Tree member) {
        return Javadoc.text(docs.getDocCommentTree(new TreePath(path, member)));
    }

    private <T extends Tree> Stream<T> members(Class<T> kind) {
        return tree.getMembers().stream().filter(kind::isInstance).map(kind::cast);
    }

    private String name(String simple) {
        String within = name;
        while (within.length() > packageName.length()) {
            String nested = within + "." + simple;
            if (sources.find(nested).isPresent()) {
                return nested;
            }
            within = within.substring(0, within.lastIndexOf('.'));
        }
        String imported = imports.get(simple);
        if (imported != null) {
            return imported;
        }
        String neighbour = packageName + "." + simple;
        return sources.find(neighbour).isPresent() ? neighbour : simple;
    }

    private void collect(Tree type, Set<String> names) {
        switch (type) {
            case ParameterizedTypeTree it -> {
                collect(it.getType(), names);
                it.getTypeArguments().forEach(argument -> collect(argument, names));
            }
            case AnnotatedTypeTree it -> collect(it.getUnderlyingType(), names);
            case WildcardTree it ->
                    Optional.ofNullable(it.getBound()).ifPresent(b -> collect(b, names));
            default -> names.add(name(type));
        }
    }

    private void collectSupertypes(Set<String> all) {
        List<Tree> direct = new ArrayList<>(tree.getImplementsClause());
        Optional.ofNullable(tree.getExtendsClause()).ifPresent(direct::add);
        for (Tree supertype : direct) {
            if (all.add(name(supertype))) {
                sources.find(name(supertype)).ifPresent(it -> it.collectSupertypes(all));
            }
        }
    }
}

package dev.countersign.deploy.configuration;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.EntityTree;
import com.sun.source.doctree.LinkTree;
import com.sun.source.doctree.LiteralTree;
import com.sun.source.doctree.StartElementTree;
import com.sun.source.doctree.TextTree;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A documentation comment as one paragraph of Markdown. */
final class Javadoc {

    private Javadoc() {}

    /** What it says before its block tags; empty if there is no comment. */
    static Optional<String> text(@Nullable DocCommentTree comment) {
        return Optional.ofNullable(comment)
                .map(
                        it ->
                                it.getFullBody().stream()
                                        .map(Javadoc::markdown)
                                        .collect(Collectors.joining()))
                .map(it -> String.join(" ", it.strip().split("\\s+")))
                .filter(it -> !it.isEmpty());
    }

    /**
     * @throws IllegalStateException for what has no place in a table
     */
    private static String markdown(DocTree tree) {
        return switch (tree) {
            case TextTree it -> it.getBody();
            case LiteralTree it when it.getKind() == DocTree.Kind.CODE ->
                    "`" + it.getBody().getBody().strip() + "`";
            case LiteralTree it -> it.getBody().getBody();
            case LinkTree it -> "`" + it.getReference().getSignature() + "`";
            case EntityTree it -> it.toString();
            case StartElementTree it when it.getName().contentEquals("p") -> " ";
            default -> throw new IllegalStateException("no Markdown for " + tree);
        };
    }
}

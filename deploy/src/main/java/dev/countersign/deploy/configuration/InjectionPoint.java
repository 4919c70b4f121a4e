package dev.countersign.deploy.configuration;

import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import java.util.Set;

/**
 * A place where the container gives something to a bean.
 *
 * @param type in whose source it stands
 * @param member the constructor, method or field that says what it is for
 */
record InjectionPoint(SourceType type, Tree member, VariableTree variable) {

    /** The names of what may be given: of {@code Instance<Clock>} both. */
    Set<String> asked() {
        return type.names(variable.getType());
    }
}

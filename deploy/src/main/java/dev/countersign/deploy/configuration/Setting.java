package dev.countersign.deploy.configuration;

/** One thing that an operator may set. */
record Setting(Key key, ValueType type, Fallback fallback, String description) {

    boolean isNamed(String name) {
        return key.matches(name) || (type.isList() && key.matchesElement(name));
    }

    boolean isNamedByVariable(String variable) {
        return key.matchesVariable(variable)
                || (type.isList() && key.matchesVariableOfElement(variable));
    }
}

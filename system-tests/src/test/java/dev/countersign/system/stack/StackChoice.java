package dev.countersign.system.stack;

/**
 * What the tests run against, as the system property {@code stack} says. Never guessed: nobody
 * looks whether there is a Docker engine.
 */
enum StackChoice {
    EMBEDDED,
    CONTAINERS;

    static StackChoice made() {
        return of(System.getProperty("stack", "embedded"));
    }

    static StackChoice of(String said) {
        return switch (said) {
            case "embedded" -> EMBEDDED;
            case "containers" -> CONTAINERS;
            default ->
                    throw new IllegalStateException(
                            "-Dstack=%s: it is embedded or containers".formatted(said));
        };
    }

    /**
     * Returns when all of it is ready.
     *
     * @throws IllegalStateException if it is not
     */
    TestedStack start() {
        return switch (this) {
            case EMBEDDED -> StackProcess.start();
            case CONTAINERS -> ContainerStack.start();
        };
    }
}

package dev.countersign.cli.terminal;

import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** All that a command has from outside, so that a test can be its outside. */
public record Surroundings(
        Map<String, String> environment, Terminal terminal, InstantSource clock) {

    public static Surroundings ofTheProcess() {
        return new Surroundings(System.getenv(), Terminal.ofTheProcess(), Clock.systemUTC());
    }

    /** An empty variable is none. */
    public Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(it -> !it.isBlank());
    }

    /** {@code COUNTERSIGN_CONFIG}, or the user's config folder as the XDG specification has it. */
    public Path configFolder() {
        return variable("COUNTERSIGN_CONFIG")
                .map(Path::of)
                .orElseGet(
                        () ->
                                variable("XDG_CONFIG_HOME")
                                        .map(Path::of)
                                        .orElseGet(() -> Path.of(home(), ".config"))
                                        .resolve("countersign"));
    }

    private String home() {
        return variable("HOME").orElseGet(() -> System.getProperty("user.home"));
    }

    /** The environment may hold a secret. */
    @Override
    public String toString() {
        return "[redacted]";
    }
}

package dev.countersign.cli.administration;

import java.util.Optional;
import java.util.UUID;
import picocli.CommandLine.Option;

/** Under one key a thing is created once, however often it is asked for. */
public final class IdempotencyKey {

    @Option(
            names = "--idempotency-key",
            paramLabel = "KEY",
            description = "Repeat a creation whose answer was lost; otherwise a key of its own.")
    private Optional<String> given = Optional.empty();

    public String value() {
        return given.orElseGet(() -> UUID.randomUUID().toString());
    }
}

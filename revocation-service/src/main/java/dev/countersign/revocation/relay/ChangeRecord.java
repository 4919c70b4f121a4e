package dev.countersign.revocation.relay;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.countersign.store.change.Change;
import java.util.Optional;

/**
 * A change as the topic has it, version 1 ({@code docs/schemas/application-change.schema.json}):
 * ids only.
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record ChangeRecord(int v, Optional<String> application, Optional<String> api) {

    private static final int VERSION = 1;

    static ChangeRecord of(Change change) {
        return switch (change) {
            case Change.OfApplication it ->
                    new ChangeRecord(VERSION, Optional.of(it.client().value()), Optional.empty());
            case Change.OfApi it ->
                    new ChangeRecord(VERSION, Optional.empty(), Optional.of(it.identifier()));
        };
    }
}

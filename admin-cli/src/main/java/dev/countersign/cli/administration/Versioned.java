package dev.countersign.cli.administration;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.cli.http.Address;
import dev.countersign.cli.http.Answer;
import dev.countersign.cli.outcome.Failed;
import java.util.Optional;
import picocli.CommandLine.Option;

/**
 * Changes that overwrite nobody else's (RFC 9110 §13.1.1). The version is read by the command,
 * unless it is told which one is meant.
 */
public final class Versioned {

    private static final int PRECONDITION_FAILED = 412;

    @Option(
            names = "--etag",
            paramLabel = "ETAG",
            description = "Only if it is still this version; otherwise the current one.")
    private Optional<String> etag = Optional.empty();

    /**
     * Tries once more where somebody else changed something else meanwhile.
     *
     * @throws Failed where what is set was changed meanwhile
     */
    public Answer edit(Administration administration, Address address, Settings settings) {
        if (settings.all().isEmpty()) {
            throw Failed.usage("nothing is changed: --set NAME=VALUE");
        }
        Answer seen = administration.get(address);
        JsonNode before = seen.json();
        Answer answer =
                administration.patch(address, settings.patchOf(before), etag.orElse(tag(seen)));
        if (answer.status() != PRECONDITION_FAILED || etag.isPresent()) {
            return Refusal.orElse(answer);
        }
        Answer again = administration.get(address);
        requireUnchanged(settings, before, again.json());
        return Refusal.orElse(
                administration.patch(address, settings.patchOf(again.json()), tag(again)));
    }

    private static void requireUnchanged(Settings settings, JsonNode before, JsonNode now) {
        for (Setting setting : settings.all()) {
            if (!before.at(setting.place()).equals(now.at(setting.place()))) {
                throw Failed.refused(
                        "nothing was changed: somebody else has just changed %s to %s"
                                .formatted(setting.name(), Cell.of(now.at(setting.place()))));
            }
        }
    }

    public Answer delete(Administration administration, Address address) {
        return administration.delete(
                address, etag.orElseGet(() -> tag(administration.get(address))));
    }

    private static String tag(Answer answer) {
        return answer.etag()
                .orElseThrow(() -> Failed.serverAway("the server answered without a version"));
    }
}

package dev.countersign.revocation.inventory;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.countersign.protocol.GrantId;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.revocation.rules.WrongFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The document of a revocation of selected grants. {@code dry_run} may be written as elsewhere. */
record Selection(
        @Nullable List<@Nullable String> grants,
        @Nullable String reason,
        @JsonProperty("dry_run") @Nullable Boolean dryRun,
        @JsonProperty("dryRun") @Nullable Boolean dryRunInOneWord) {

    private static final int MOST = 200;
    private static final int LONGEST_REASON = 200;

    boolean isDryRun() {
        return Boolean.TRUE.equals(dryRun) || Boolean.TRUE.equals(dryRunInOneWord);
    }

    /** What the inventory shows as the end of the grants. */
    String statedReason() {
        return reason == null || reason.isBlank() ? "administrator" : reason.strip();
    }

    /**
     * The grants, each once, in the order in which they were named.
     *
     * @throws OAuthException naming every field that is wrong
     */
    List<GrantId> parse() {
        WrongFields wrong = new WrongFields();
        List<@Nullable String> named = grants == null ? List.of() : grants;
        List<GrantId> ids = new ArrayList<>();
        if (named.isEmpty() || named.size() > MOST) {
            wrong.add("grants", "are not 1 to " + MOST + " ids");
        } else {
            for (int i = 0; i < named.size(); i++) {
                // an absent one is as wrong as an empty one
                String text = Optional.ofNullable(named.get(i)).orElse("");
                wrong.read("grants[" + i + "]", text, Selection::id, "is no id of a grant")
                        .ifPresent(ids::add);
            }
        }
        if (reason != null
                && (reason.length() > LONGEST_REASON
                        || reason.chars().anyMatch(Character::isISOControl))) {
            wrong.add("reason", "is longer than " + LONGEST_REASON + " or not one line");
        }
        if (dryRun != null && dryRunInOneWord != null) {
            wrong.add("dry_run", "is given twice");
        }
        wrong.check();
        return ids.stream().distinct().toList();
    }

    private static GrantId id(String text) {
        GrantId id = GrantId.parse(text);
        if (!id.toString().equalsIgnoreCase(text)) {
            throw new IllegalArgumentException("no canonical UUID");
        }
        return id;
    }
}

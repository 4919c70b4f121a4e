package dev.countersign.revocation.rules;

import dev.countersign.web.administration.WrongFields;
import org.jspecify.annotations.Nullable;

/**
 * What every document that revokes may say beside what it is on: why, and that it only counts.
 *
 * @param dryRun the member {@code dryRun}, which may be written {@code dry_run}
 * @param dryRunAsWords the member {@code dry_run}
 */
public record Order(
        @Nullable String reason, @Nullable Boolean dryRun, @Nullable Boolean dryRunAsWords) {

    private static final int LONGEST_REASON = 200;

    public boolean isDryRun() {
        return Boolean.TRUE.equals(dryRun) || Boolean.TRUE.equals(dryRunAsWords);
    }

    /** What the inventory shows as the end of the grants. */
    public String statedReason() {
        return reason == null || reason.isBlank() ? "administrator" : reason.strip();
    }

    public void check(WrongFields wrong) {
        if (reason != null
                && (reason.length() > LONGEST_REASON
                        || reason.chars().anyMatch(Character::isISOControl))) {
            wrong.add("reason", "is longer than " + LONGEST_REASON + " or not one line");
        }
        if (dryRun != null && dryRunAsWords != null) {
            wrong.add("dry_run", "is given twice");
        }
    }
}

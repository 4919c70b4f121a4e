package dev.countersign.auth.admin;

import java.util.Map;

/**
 * What an import makes of one thing.
 *
 * @param kind {@code api}, {@code application} or {@code user}
 * @param change whether it is made, or becomes another
 * @param before the members that change, as they are; no secret is among them
 */
public record Difference(
        String kind,
        String id,
        String change,
        Map<String, Object> before,
        Map<String, Object> after) {

    public static Difference created(String kind, String id, Changes changes) {
        return new Difference(kind, id, "created", Map.of(), changes.after());
    }

    public static Difference changed(String kind, String id, Changes changes) {
        return new Difference(kind, id, "changed", changes.before(), changes.after());
    }

    /** What its audit record is called. */
    public String action() {
        return kind + "." + change;
    }
}

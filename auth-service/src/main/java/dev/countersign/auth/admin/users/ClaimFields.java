package dev.countersign.auth.admin.users;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.claim.ProfileClaims;
import dev.countersign.web.administration.WrongFields;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The member {@code claims} of an account's document. */
public final class ClaimFields {

    private static final ObjectMapper JSON = new ObjectMapper();

    private ClaimFields() {}

    /**
     * The claims after a change: what it does not name stays, and null takes a claim away. An
     * address is replaced as a whole.
     */
    static ProfileClaims read(@Nullable JsonNode changes, ProfileClaims before, WrongFields wrong) {
        if (changes == null || changes.isMissingNode()) {
            return before;
        }
        if (!(changes instanceof ObjectNode members)) {
            wrong.add("claims", "is of the wrong type");
            return before;
        }
        Map<String, Object> after = new LinkedHashMap<>(before.values());
        members.properties()
                .forEach(
                        it -> {
                            if (it.getValue().isNull()) {
                                after.remove(it.getKey());
                            } else {
                                after.put(it.getKey(), plain(it.getValue()));
                            }
                        });
        return parse(after, wrong);
    }

    /** None of them where one is wrong, which is said in the fields. */
    public static ProfileClaims parse(Map<String, Object> claims, WrongFields wrong) {
        try {
            return new ProfileClaims(claims);
        } catch (IllegalArgumentException e) {
            // what it says quotes no value
            wrong.add("claims", String.valueOf(e.getMessage()));
            return ProfileClaims.NONE;
        }
    }

    /** Text, a number, true, false, or a map or list of those. */
    private static Object plain(JsonNode value) {
        try {
            return JSON.treeToValue(value, Object.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree that was read is JSON", e);
        }
    }
}

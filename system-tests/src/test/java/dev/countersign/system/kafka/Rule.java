package dev.countersign.system.kafka;

import com.fasterxml.jackson.databind.JsonNode;

/** A record that is no heartbeat, by the words of contract section 5. */
record Rule(JsonNode json) {

    String id() {
        return json.path("id").textValue();
    }

    /** "Fields are ANDed; an absent field matches all." */
    boolean stops(SeenToken token) {
        if (json.has("kid")) {
            return json.get("kid").equals(token.header().path("kid"));
        }
        return same("jti", token)
                && same("grant_id", token)
                && same("sid", token)
                && same("client_id", token)
                && (!json.has("sub")
                        || SeenToken.contains(json.get("sub"), token.claims().path("sub")))
                && (!json.has("aud") || token.isFor(json.get("aud")))
                && (!json.has("before") || authorizedAt(token) <= before());
    }

    private boolean same(String field, SeenToken token) {
        return !json.has(field) || json.get(field).equals(token.claims().path(field));
    }

    /** Both are in milliseconds; {@code iat} is never compared. */
    private static long authorizedAt(SeenToken token) {
        return token.claims().path("authorized_at").longValue();
    }

    long before() {
        return json.path("before").longValue();
    }
}

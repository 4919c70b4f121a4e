package dev.countersign.jose;

import java.util.List;
import java.util.Map;
import org.jose4j.json.JsonUtil;

/** A JWK Set document, RFC 7517 §5. It holds public members only. */
public record JwkSet(List<Map<String, Object>> keys) {

    public JwkSet {
        keys = List.copyOf(keys);
    }

    static JwkSet of(List<SigningKey> keys) {
        return new JwkSet(keys.stream().map(PublicJwk::members).toList());
    }

    public String toJson() {
        return JsonUtil.toJson(Map.of("keys", keys));
    }
}

package dev.countersign.auth.admin.apis;

import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** How a path names an API: its identifier is a URI, so it is base64url there. */
record ApiKey(String identifier) {

    /**
     * @throws OAuthException {@code UNKNOWN} for what names none
     */
    static ApiKey parse(String key) {
        try {
            return new ApiKey(
                    new String(Base64.getUrlDecoder().decode(key), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw new OAuthException(Refusal.UNKNOWN);
        }
    }

    @Override
    public String toString() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(identifier.getBytes(StandardCharsets.UTF_8));
    }
}

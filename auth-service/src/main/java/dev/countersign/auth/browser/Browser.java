package dev.countersign.auth.browser;

import dev.countersign.protocol.secret.Sha256;
import dev.countersign.store.session.SessionCookies;
import java.util.Base64;
import java.util.Optional;

/**
 * The browser of one request.
 *
 * @param id a random value of its own, which pending requests and forms are bound to
 * @param isNew whether the browser has not got its id yet
 * @param sessions of single sign-on, one for each account that is signed in here
 * @param devices which accounts have signed in here before, sealed
 * @param address where it calls from, as failures are counted
 */
public record Browser(
        String id,
        boolean isNew,
        SessionCookies sessions,
        Optional<String> devices,
        String address,
        Optional<String> userAgent) {

    /** What a store may know of the id. */
    public String hash() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Sha256.of(id));
    }

    /** True if this browser began the request that was bound to this hash. */
    public boolean began(String hash) {
        return !isNew && hash().equals(hash);
    }

    @Override
    public String toString() {
        return "[redacted]";
    }
}

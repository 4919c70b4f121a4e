package dev.countersign.web.administration.session;

import dev.countersign.protocol.RandomText;
import dev.countersign.protocol.pkce.CodeVerifier;
import dev.countersign.protocol.secret.Purpose;
import dev.countersign.protocol.secret.ServerKeys;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * What a browser keeps of a sign-in that it began: random text, out of which only the server makes
 * {@code state} and code verifier. So nothing is stored for whoever begins one, an answer counts in
 * the browser alone that asked for it (RFC 9700 §4.7), and neither browser nor thief can redeem the
 * code elsewhere.
 *
 * @param key the id of the server key under which it began
 */
record SignInSeed(int key, String random) {

    static final Pattern GRAMMAR = Pattern.compile("[0-9]{1,3}-[A-Za-z0-9_-]{43}");

    static SignInSeed random(ServerKeys keys) {
        return new SignInSeed(keys.currentId(), RandomText.ofBits(256));
    }

    static SignInSeed parse(String text) {
        int dash = text.indexOf('-');
        return new SignInSeed(Integer.parseInt(text.substring(0, dash)), text.substring(dash + 1));
    }

    String text() {
        return key + "-" + random;
    }

    String state(ServerKeys keys) {
        return derived(keys, "state");
    }

    CodeVerifier verifier(ServerKeys keys) {
        return new CodeVerifier(derived(keys, "verifier"));
    }

    /** In constant time; false, too, if the key has been retired since. */
    boolean hasState(String state, ServerKeys keys) {
        return keys.has(key)
                && MessageDigest.isEqual(
                        state.getBytes(StandardCharsets.UTF_8),
                        state(keys).getBytes(StandardCharsets.UTF_8));
    }

    /** 256 bits, as 43 characters. */
    private String derived(ServerKeys keys, String what) {
        byte[] mac =
                keys.mac(
                        key,
                        Purpose.ADMIN_SIGN_IN,
                        (what + "\n" + random).getBytes(StandardCharsets.UTF_8));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(mac);
    }

    @Override
    public String toString() {
        return "[redacted]";
    }
}

package dev.countersign.protocol;

import java.util.Arrays;
import java.util.Optional;

/**
 * How a client authenticates at the token endpoint and wherever else it calls by itself; the words
 * are the values of {@code token_endpoint_auth_method}, OpenID Connect Core 1.0 §9.
 */
public enum ClientAuthenticationMethod {
    /** A public client: it names itself only. */
    NONE("none"),
    /** RFC 6749 §2.3.1. */
    CLIENT_SECRET_BASIC("client_secret_basic"),
    /** RFC 6749 §2.3.1. */
    CLIENT_SECRET_POST("client_secret_post"),
    /** An assertion under an HMAC of the client secret, RFC 7523 §2.2. */
    CLIENT_SECRET_JWT("client_secret_jwt"),
    /** An assertion signed with a key of the client's own, RFC 7523 §2.2. */
    PRIVATE_KEY_JWT("private_key_jwt");

    private final String word;

    ClientAuthenticationMethod(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    public static Optional<ClientAuthenticationMethod> of(String word) {
        return Arrays.stream(values()).filter(it -> it.word.equals(word)).findFirst();
    }
}

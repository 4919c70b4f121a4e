package dev.countersign.protocol.revocation;

import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.GrantId;
import dev.countersign.protocol.KeyId;
import dev.countersign.protocol.SessionId;
import dev.countersign.protocol.TokenId;

/** The words by which rules are found: a field's name and one value of it. */
public final class Selector {

    public static final String EVERYTHING = "everything";

    private Selector() {}

    public static String token(TokenId token) {
        return "jti:" + token;
    }

    public static String grant(GrantId grant) {
        return "grant:" + grant;
    }

    public static String session(SessionId session) {
        return "sid:" + session;
    }

    public static String subject(String subject) {
        return "sub:" + subject;
    }

    public static String client(ClientId client) {
        return "client:" + client;
    }

    public static String audience(String audience) {
        return "aud:" + audience;
    }

    public static String key(KeyId key) {
        return "kid:" + key;
    }
}

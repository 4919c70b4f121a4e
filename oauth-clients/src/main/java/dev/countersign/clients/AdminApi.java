package dev.countersign.clients;

import dev.countersign.protocol.Issuer;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The server's own administration as an API: it exists on every deployment, and its tokens are
 * meant for nobody else (contract, section 3).
 */
public final class AdminApi {

    /** To see who holds which access. */
    public static final String TOKENS_READ = "tokens:read";

    /** To take access back. */
    public static final String TOKENS_REVOKE = "tokens:revoke";

    /** To see applications and APIs. */
    public static final String APPLICATIONS_READ = "applications:read";

    /** To register, change and remove them. */
    public static final String APPLICATIONS_WRITE = "applications:write";

    /** To see people's accounts. */
    public static final String USERS_READ = "users:read";

    /** To make, change and erase them. */
    public static final String USERS_WRITE = "users:write";

    /** To see who did what. */
    public static final String AUDIT_READ = "audit:read";

    /** All of them, each with its sentence for the consent page. */
    public static final Map<String, String> SENTENCES = sentences();

    private AdminApi() {}

    private static Map<String, String> sentences() {
        Map<String, String> sentences = new LinkedHashMap<>();
        sentences.put(TOKENS_READ, "See who has given which applications access");
        sentences.put(TOKENS_REVOKE, "Take access back, from anybody");
        sentences.put(APPLICATIONS_READ, "See which applications and APIs are registered");
        sentences.put(APPLICATIONS_WRITE, "Register, change and remove applications and APIs");
        sentences.put(USERS_READ, "See people's accounts");
        sentences.put(USERS_WRITE, "Make, change and erase people's accounts");
        sentences.put(AUDIT_READ, "See who did what in administration");
        return Collections.unmodifiableMap(sentences);
    }

    /** Whether the scope is one of administration. */
    public static boolean has(String scope) {
        return SENTENCES.containsKey(scope);
    }

    /** The audience of its tokens. */
    public static String identifier(Issuer issuer) {
        return issuer.at("/admin");
    }

    /** What {@code aud} of its tokens is, exactly. */
    public static List<String> audiences(Issuer issuer) {
        return List.of(identifier(issuer));
    }
}

package dev.countersign.store.revocation;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/**
 * The condition, as SQL, that a live rule stops something: a grant, a token, a session, a decision.
 * Every value is an SQL expression of the statement into which the condition goes, never input.
 * What is not named is not carried, so a rule on it does not match.
 *
 * <p>A rule matches if each of its fields does; it stops what was authorized at or before its
 * stamp, and everything as long as it has none (contract, section 5). A key that others know has
 * signed whatever they like, with any instant: its rule stops all that it signed.
 */
public final class LiveRules {

    private final String authorizedAt;
    private final List<String> selectors = new ArrayList<>(List.of("'everything'"));
    private String token = "null::text";
    private String grant = "null::uuid";
    private String session = "null::text";
    private String subject = "null::text";
    private String client = "null::text";
    private String audiences = "'{}'::text[]";
    private String key = "null::text";

    private LiveRules(String authorizedAt) {
        this.authorizedAt = authorizedAt;
    }

    /** Of what was authorized at this instant. */
    public static LiveRules authorizedAt(String instant) {
        return new LiveRules(instant);
    }

    public LiveRules token(String text) {
        token = selected("jti", text);
        return this;
    }

    public LiveRules grant(String uuid) {
        grant = selected("grant", uuid);
        return this;
    }

    public LiveRules session(String text) {
        session = selected("sid", text);
        return this;
    }

    public LiveRules subject(String text) {
        subject = selected("sub", text);
        return this;
    }

    public LiveRules client(String text) {
        client = selected("client", text);
        return this;
    }

    /** Of a session at this client: stopped by a rule that names both, not by one on the client. */
    public LiveRules visiting(String text) {
        client = text;
        return this;
    }

    public LiveRules key(String text) {
        key = selected("kid", text);
        return this;
    }

    /** An array of text. */
    public LiveRules audiences(String texts) {
        audiences = texts;
        return this;
    }

    /** True where a rule stops it. */
    public String stop() {
        StringJoiner ofFields = new StringJoiner(", ", "array[", "]::text[]");
        selectors.forEach(ofFields::add);
        return """
        exists (
          select 1 from revocation_rules r
          where r.selectors && (%s || array(select 'aud:' || a from unnest(%s) a))
            and (r.before is null or r.before >= %s or r.kid is not null)
            and (r.jti is null or r.jti = %s)
            and (r.grant_id is null or r.grant_id = %s)
            and (r.sid is null or r.sid = %s)
            and (r.sub is null or %s = any (r.sub))
            and (r.client_id is null or r.client_id = %s)
            and (r.aud is null or r.aud = any (%s))
            and (r.kid is null or r.kid = %s))
        """
                .formatted(
                        ofFields,
                        audiences,
                        authorizedAt,
                        token,
                        grant,
                        session,
                        subject,
                        client,
                        audiences,
                        key);
    }

    private String selected(String field, String expression) {
        selectors.add("'" + field + ":' || " + expression);
        return expression;
    }
}

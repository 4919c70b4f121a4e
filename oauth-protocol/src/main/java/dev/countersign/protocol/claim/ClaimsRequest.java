package dev.countersign.protocol.claim;

import dev.countersign.protocol.Scopes;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The {@code claims} parameter, OpenID Connect Core 1.0 §5.5: what is asked for besides what the
 * scopes ask for, at the UserInfo endpoint and in ID tokens. It comes from a stranger and is kept
 * as long as the grant, so it is bounded, and of one spelling.
 */
public record ClaimsRequest(RequestedClaims userinfo, RequestedClaims idToken) {

    public static final ClaimsRequest NONE =
            new ClaimsRequest(RequestedClaims.NONE, RequestedClaims.NONE);

    /** In characters of JSON, as good as. */
    private static final int LONGEST = 4_000;

    private static final String USERINFO = "userinfo";
    private static final String ID_TOKEN = "id_token";

    public ClaimsRequest {
        Json.check(json(userinfo, idToken).toString().length() <= LONGEST, "too many claims");
    }

    /**
     * Reads the object of §5.5 as a JSON parser gives it: the parameter's, or the member of a
     * request object (§6.1). Members that are not understood are ignored.
     *
     * @throws IllegalArgumentException if it is not of that form, or too large
     */
    public static ClaimsRequest of(Map<?, ?> json) {
        Map<String, @Nullable Object> members = Json.object(json);
        return new ClaimsRequest(member(members, USERINFO), member(members, ID_TOKEN));
    }

    private static RequestedClaims member(Map<String, @Nullable Object> members, String name) {
        return members.containsKey(name)
                ? RequestedClaims.of(members.get(name))
                : RequestedClaims.NONE;
    }

    public boolean isEmpty() {
        return userinfo.isEmpty() && idToken.isEmpty();
    }

    /**
     * Whether this person may be the one who answers: where {@code sub} is asked for with a value,
     * at either place, nobody else may.
     */
    public boolean isFor(String subject) {
        return userinfo.isFor(subject) && idToken.isFor(subject);
    }

    /** The subject that is asked for, where it is one; {@link #isFor} decides. */
    public Optional<String> subject() {
        return idToken.subject().or(userinfo::subject);
    }

    /** All subjects that are asked for, at either place. */
    public Set<String> subjects() {
        Set<String> subjects = new LinkedHashSet<>(userinfo.subjects());
        subjects.addAll(idToken.subjects());
        return subjects;
    }

    /** The same request with other names for its subjects. */
    public ClaimsRequest renamed(UnaryOperator<String> subjects) {
        return new ClaimsRequest(userinfo.renamed(subjects), idToken.renamed(subjects));
    }

    /**
     * The scopes that would bring the claims of the person (§5.4). Asking for a claim by its name
     * is asking for less than its scope, so whoever may not ask for the scope may not have the
     * claim, and whoever has not allowed the scope has not allowed the claim.
     */
    public Scopes scopes() {
        return userinfo.scopes().and(idToken.scopes());
    }

    /** Without the claims of the person that none of these scopes would bring. */
    public ClaimsRequest within(Scopes scopes) {
        return isEmpty()
                ? this
                : new ClaimsRequest(userinfo.within(scopes), idToken.within(scopes));
    }

    /** What is left of it once somebody has signed in: the claims of the person. */
    public ClaimsRequest ofThePerson() {
        return new ClaimsRequest(userinfo.ofThePerson(), idToken.ofThePerson());
    }

    /** What {@link #of} reads, in one spelling and without {@code null}. */
    public Map<String, Object> json() {
        return json(userinfo, idToken);
    }

    private static Map<String, Object> json(RequestedClaims userinfo, RequestedClaims idToken) {
        Map<String, Object> json = new LinkedHashMap<>();
        if (!userinfo.isEmpty()) {
            json.put(USERINFO, userinfo.json());
        }
        if (!idToken.isEmpty()) {
            json.put(ID_TOKEN, idToken.json());
        }
        return json;
    }
}

package dev.countersign.auth.authorize;

import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.protocol.request.Parameters;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;

/** The step of {@code prompt}, OpenID Connect Core 1.0 §3.1.2.1. */
final class Prompt {

    static final String NONE = "none";
    static final String LOGIN = "login";
    static final String CONSENT = "consent";

    /** Signing in is where an account is chosen. */
    private static final String SELECT_ACCOUNT = "select_account";

    private static final Set<String> KNOWN = Set.of(NONE, LOGIN, CONSENT, SELECT_ACCOUNT);

    private Prompt() {}

    static Set<String> of(Parameters parameters) {
        Set<String> words =
                new TreeSet<>(
                        parameters.get("prompt").map(it -> it.trim().split(" +")).stream()
                                .flatMap(Arrays::stream)
                                .toList());
        boolean noneAndMore = words.contains(NONE) && words.size() > 1;
        if (!KNOWN.containsAll(words) || noneAndMore) {
            throw new OAuthException(Refusal.PROMPT_UNSUPPORTED);
        }
        if (words.remove(SELECT_ACCOUNT)) {
            words.add(LOGIN);
        }
        return words;
    }
}

package dev.countersign.auth.authorize;

import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.protocol.request.Parameters;
import dev.countersign.store.request.PendingRequest;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;

/** The step of {@code prompt}, OpenID Connect Core 1.0 §3.1.2.1. */
final class Prompt {

    static final String NONE = "none";
    static final String LOGIN = "login";
    static final String CONSENT = "consent";

    static final String SELECT_ACCOUNT = "select_account";

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
        return words;
    }

    /** The request, asking for that as well. */
    static PendingRequest and(PendingRequest request, String word) {
        Set<String> words = new TreeSet<>(request.prompt());
        words.add(word);
        return request.asking(words, request.maxAge());
    }

    /** The request, asking for these no more. */
    static PendingRequest without(PendingRequest request, String... done) {
        Set<String> words = new TreeSet<>(request.prompt());
        words.removeAll(Set.of(done));
        return request.asking(words, request.maxAge());
    }
}

package dev.countersign.auth.par;

import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.protocol.request.Parameters;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

/** What is posted to the endpoint, RFC 9126 §2.1: a request, and beside it who pushes it. */
final class PushedForm {

    /**
     * In characters: twice what the authorization endpoint takes in an address. Anybody can name a
     * public client and push, so this, times a minute's requests, is what they can make us keep.
     */
    static final int LARGEST = 16_384;

    private static final Set<String> CREDENTIALS =
            Set.of("client_secret", "client_assertion", "client_assertion_type");

    private PushedForm() {}

    /**
     * The authorization request in the form, without the client's credentials: those are kept
     * nowhere.
     *
     * @throws OAuthException {@code REQUEST_URI_PUSHED}, or for a parameter that is repeated
     */
    static Parameters request(Parameters form) {
        SortedMap<String, String> request = form.texts();
        if (request.containsKey("request_uri")) {
            throw new OAuthException(Refusal.REQUEST_URI_PUSHED);
        }
        request.keySet().removeAll(CREDENTIALS);
        return Parameters.of(request);
    }

    /**
     * @throws OAuthException {@code BODY_TOO_LARGE} for more than is kept (RFC 9126 §2.3)
     */
    static Parameters bounded(Parameters request) {
        int size = request.texts().entrySet().stream().mapToInt(PushedForm::size).sum();
        if (size > LARGEST) {
            throw new OAuthException(Refusal.BODY_TOO_LARGE);
        }
        return request;
    }

    private static int size(Map.Entry<String, String> parameter) {
        return parameter.getKey().length() + parameter.getValue().length();
    }
}

package dev.countersign.cli.administration;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.cli.http.Address;
import dev.countersign.cli.http.Answer;
import dev.countersign.cli.http.Request;
import dev.countersign.cli.http.Wire;
import dev.countersign.cli.outcome.Failed;
import dev.countersign.cli.signin.AccessTokens;
import dev.countersign.cli.terminal.Secret;

/** The administration API of one server, in the name of whoever is signed in. */
public final class Administration {

    private static final String JSON = "application/json";

    /** RFC 7396. */
    private static final String MERGE_PATCH = "application/merge-patch+json";

    private final AdministrationAddress administration;
    private final AccessTokens tokens;
    private final Wire wire;

    Administration(AdministrationAddress administration, AccessTokens tokens, Wire wire) {
        this.administration = administration;
        this.tokens = tokens;
        this.wire = wire;
    }

    public Answer get(Address address) {
        return Refusal.orElse(send(address, Request.of("GET")));
    }

    public Answer get(Address address, String mediaType) {
        return Refusal.orElse(send(address, Request.of("GET").with("Accept", mediaType)));
    }

    public Answer post(Address address, JsonNode document) {
        return Refusal.orElse(send(address, Request.of("POST", JSON, document.toString())));
    }

    /** A repeat under the same key creates nothing twice. */
    public Answer create(Address address, JsonNode document, String idempotencyKey) {
        try {
            return Refusal.orElse(
                    send(
                            address,
                            Request.of("POST", JSON, document.toString())
                                    .with("Idempotency-Key", idempotencyKey)));
        } catch (Failed failed) {
            throw failed.withAdvice(
                    "it may have been created: --idempotency-key "
                            + idempotencyKey
                            + " repeats this without creating it twice");
        }
    }

    public Answer put(Address address) {
        return Refusal.orElse(send(address, Request.of("PUT")));
    }

    public Answer put(Address address, String mediaType, String body) {
        return Refusal.orElse(send(address, Request.of("PUT", mediaType, body)));
    }

    public Answer delete(Address address) {
        return Refusal.orElse(send(address, Request.of("DELETE")));
    }

    public Answer delete(Address address, String etag) {
        return Refusal.orElse(send(address, Request.of("DELETE").with("If-Match", etag)));
    }

    /** Refused ones, too: somebody else may have been first. */
    Answer patch(Address address, JsonNode patch, String etag) {
        return send(
                address, Request.of("PATCH", MERGE_PATCH, patch.toString()).with("If-Match", etag));
    }

    /** With a secret in place of a token: before there is anybody who could sign in. */
    public Answer post(Address address, Secret bearer) {
        return Refusal.orElseOfASecret(
                wire.send(administration.at(address), authorized(Request.of("POST"), bearer)));
    }

    /** One token is tried after another that has ended before its time. */
    private Answer send(Address address, Request request) {
        Secret token = tokens.token();
        Answer answer = wire.send(administration.at(address), authorized(request, token));
        return answer.status() == 401
                ? wire.send(
                        administration.at(address), authorized(request, tokens.insteadOf(token)))
                : answer;
    }

    /** JSON is asked for where nothing else is: a browser would get a page. */
    private static Request authorized(Request request, Secret bearer) {
        Request accepting =
                request.headers().containsKey("Accept") ? request : request.with("Accept", JSON);
        return accepting.with("Authorization", "Bearer " + bearer.value());
    }
}

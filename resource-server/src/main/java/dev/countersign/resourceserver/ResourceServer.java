package dev.countersign.resourceserver;

import dev.countersign.resourceserver.issuer.IssuerMetadata;
import dev.countersign.resourceserver.metadata.ResourceIdentifier;
import dev.countersign.resourceserver.metadata.ResourceMetadata;
import dev.countersign.resourceserver.refusal.AccessRefusal;
import dev.countersign.resourceserver.refusal.RefusalAnswer;
import dev.countersign.resourceserver.refusal.Refused;
import dev.countersign.resourceserver.revocation.Acknowledgements;
import dev.countersign.resourceserver.revocation.RevocationFeed;
import dev.countersign.resourceserver.revocation.RevocationRule;
import dev.countersign.resourceserver.token.AccessToken;
import dev.countersign.resourceserver.token.BearerToken;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Protects one API, in any framework: lets a request through or says how it is refused.
 *
 * <pre>{@code
 * ResourceServer api =
 *         ResourceServer.builder()
 *                 .issuer("https://id.example")
 *                 .audience("https://api.example")
 *                 .kafka("kafka.example:9092")
 *                 .build();
 * api.start();
 * }</pre>
 *
 * <p>Then, for each request:
 *
 * <pre>{@code
 * try {
 *     Accepted accepted = api.require(authorizationHeaders, rawQuery, Set.of("accounts:read"));
 *     // ... accepted.token().subject()
 * } catch (Refused refused) {
 *     RefusalAnswer answer = api.answer(refused);
 *     // ... its status, headers and body
 * }
 * }</pre>
 *
 * <p>Safe for use by many threads. Closed once, when the application stops.
 */
public final class ResourceServer implements AutoCloseable {

    private final Parts parts;

    ResourceServer(Parts parts) {
        this.parts = parts;
    }

    /** With issuer, audience and one way to hear of revocations it can be built. */
    public static ResourceServerBuilder builder() {
        return new ResourceServerBuilder();
    }

    /** Begins to read keys and rules; returns at once. Called once. */
    public void start() {
        var unused = parts.keys().load();
        parts.acknowledgements().ifPresent(Acknowledgements::start);
        parts.feed().ifPresent(RevocationFeed::start);
    }

    /**
     * Whether requests should be sent here: true from the first time that every rule was known, and
     * ever after; at once where introspection is asked. Before that each decision is 503.
     */
    public boolean ready() {
        return parts.feed().map(RevocationFeed::ready).orElse(true);
    }

    /**
     * Decides on one request and waits where something has to be waited for: a key set that is
     * fetched, the issuer that is asked. Most decisions take microseconds.
     *
     * @param authorization the values of all its Authorization headers
     * @param query its raw query ({@code URI.getRawQuery()}, {@code getQueryString()}), if it has
     *     one: a token in the URL is refused
     * @param scopes all of these are needed; none means any valid token
     * @throws Refused if it is not let in
     */
    public Accepted require(
            List<String> authorization, @Nullable String query, Set<String> scopes) {
        try {
            return decide(authorization, BearerToken.queryParameters(query), scopes)
                    .toCompletableFuture()
                    .join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof Refused refused ? refused : e;
        }
    }

    /**
     * The same without waiting; fails with {@link Refused}. Complete at once in all but the cases
     * named above.
     *
     * @param queryParameters the names of its query parameters
     */
    public CompletionStage<Accepted> decide(
            List<String> authorization, Iterable<String> queryParameters, Set<String> scopes) {
        CompletionStage<Accepted> decision;
        try {
            BearerToken bearer = BearerToken.of(authorization, queryParameters);
            decision =
                    parts.decisions()
                            .decide(bearer, scopes)
                            .thenApply(token -> new Accepted(bearer, token));
        } catch (Refused refused) {
            decision = CompletableFuture.failedStage(refused);
        }
        return decision.whenComplete(this::count);
    }

    private void count(@Nullable Accepted accepted, @Nullable Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (cause == null) {
            parts.measurements().accept();
        } else if (cause instanceof Refused refused
                && refused.refusal() instanceof AccessRefusal refusal) {
            parts.measurements().refuse(refusal);
        }
    }

    /**
     * How a refusal is answered: the challenge of RFC 6750 §3 and a JSON body. Writes the line of
     * the log that has the same {@code error_id}, so it is called once for each.
     */
    public RefusalAnswer answer(Refused refused) {
        return parts.answers().to(refused);
    }

    /** Whether a rule known here stops a token that was let in before. */
    public boolean stops(AccessToken token) {
        return parts.rules().thatStop(token).isPresent();
    }

    /**
     * Tells of each rule from now on, right after it came into force, so that what is kept about
     * its tokens can be forgotten. Called on the feed's thread, which it must not hold up: what
     * takes longer the more is kept belongs on another. Nothing is told where introspection is
     * asked.
     */
    public void onRule(Consumer<RevocationRule> listener) {
        parts.listeners().onRule(listener);
    }

    /**
     * Tells of each token that was presented and does not count any more by introspection's answer,
     * so that what is kept about it can be forgotten. Called before the request is refused, on a
     * thread that it must not hold up.
     */
    public void onInactive(Consumer<BearerToken> listener) {
        parts.listeners().onInactive(listener);
    }

    /** What this API says of itself (RFC 9728 §2), to be served at {@link #metadataAddress()}. */
    public ResourceMetadata metadata(SortedSet<String> scopes) {
        return parts.settings().metadata(scopes);
    }

    /** Empty where the audience is no address. */
    public Optional<URI> metadataAddress() {
        return new ResourceIdentifier(parts.settings().audience()).metadata();
    }

    /** The issuer's discovery document; fetched when it is first needed. */
    public CompletionStage<IssuerMetadata> issuer() {
        return parts.documents().metadata();
    }

    public Measurements measurements() {
        return parts.measurements();
    }

    @Override
    public void close() {
        parts.feed().ifPresent(RevocationFeed::close);
        parts.acknowledgements().ifPresent(Acknowledgements::close);
        parts.keys().close();
        parts.http().close();
    }
}

package dev.countersign.clients;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.countersign.jose.ClientClaims;
import dev.countersign.jose.ClientJwt;
import dev.countersign.jose.ClientKeySet;
import dev.countersign.protocol.FetchedUri;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * The keys of applications in memory. A set that is published at a {@code jwks_uri} is believed for
 * ten minutes; a JWT that none of its keys signed makes it be fetched again, at most once in five
 * seconds, so that a client may rotate its keys whenever it likes, and nobody can make this server
 * call as often as they like.
 */
@Singleton
public final class ClientKeySets {

    private static final Logger LOG = Logger.getLogger(ClientKeySets.class);
    private static final Duration BELIEVED = Duration.ofMinutes(10);
    private static final Duration SOONEST = Duration.ofSeconds(5);
    private static final int LARGEST = 10_000;

    /** What a fetch brought that ended at that time; nothing where it failed. */
    private record Fetched(Optional<ClientKeySet> set, long nanos) {

        Optional<ClientClaims> verified(ClientJwt jwt) {
            return set.flatMap(jwt::verified);
        }
    }

    private final AsyncCache<FetchedUri, Fetched> fetched =
            Caffeine.newBuilder().maximumSize(LARGEST).buildAsync();
    private final FetchedDocuments documents;
    private final LongSupplier nanos;

    @Inject
    public ClientKeySets(FetchedDocuments documents) {
        this(documents, System::nanoTime);
    }

    ClientKeySets(FetchedDocuments documents, LongSupplier nanos) {
        this.documents = documents;
        this.nanos = nanos;
    }

    /** The claims of the JWT, if one of the keys signed it. */
    public Uni<Optional<ClientClaims>> verified(ClientJwt jwt, ClientKeys keys) {
        return switch (keys) {
            case ClientKeys.ByValue(ClientKeySet set) -> Uni.createFrom().item(jwt.verified(set));
            case ClientKeys.ByReference(FetchedUri uri) ->
                    notOlderThan(BELIEVED, uri)
                            .map(known -> known.verified(jwt))
                            .flatMap(
                                    claims ->
                                            claims.isPresent()
                                                    ? Uni.createFrom().item(claims)
                                                    : notOlderThan(SOONEST, uri)
                                                            .map(anew -> anew.verified(jwt)));
        };
    }

    /**
     * However many ask at once, one fetch is made, and a caller who leaves takes it from nobody.
     */
    private Uni<Fetched> notOlderThan(Duration age, FetchedUri uri) {
        return Uni.createFrom()
                .completionStage(
                        () ->
                                fetched.asMap()
                                        .compute(
                                                uri,
                                                (same, known) ->
                                                        known == null || isOlderThan(age, known)
                                                                ? fetch(uri)
                                                                : known)
                                        .copy());
    }

    private boolean isOlderThan(Duration age, CompletableFuture<Fetched> known) {
        return known.isDone() && nanos.getAsLong() - known.join().nanos() > age.toNanos();
    }

    /**
     * A failure is remembered like a success: an address that is away costs one call in a while.
     */
    private CompletableFuture<Fetched> fetch(FetchedUri uri) {
        return documents
                .fetch(uri)
                .map(ClientKeySet::parse)
                .map(Optional::of)
                .onFailure()
                .invoke(failure -> LOG.warnf("No keys from %s: %s", uri, failure.getMessage()))
                .onFailure()
                .recoverWithItem(Optional.empty())
                .map(set -> new Fetched(set, nanos.getAsLong()))
                .subscribeAsCompletionStage();
    }
}

package dev.countersign.auth.admin.applications;

import dev.countersign.auth.admin.CallersContext;
import dev.countersign.clients.FetchedDocuments;
import dev.countersign.protocol.error.FieldError;
import dev.countersign.protocol.error.OAuthException;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Asks whoever publishes a sector whether an application is of it. */
@Singleton
final class Sectors {

    private static final Logger LOG = Logger.getLogger(Sectors.class);

    private final FetchedDocuments documents;

    Sectors(FetchedDocuments documents) {
        this.documents = documents;
    }

    /**
     * Fetches what is published, in no transaction: it takes as long as others want.
     *
     * @throws OAuthException in the {@code Uni}, naming the field, where the claim is not true
     */
    Uni<Void> check(SectorClaim claim) {
        return documents
                .fetch(claim.uri())
                .onItemOrFailure()
                .transform(
                        (published, failure) ->
                                failure == null
                                        ? claim.wrong(published)
                                        : unreachable(claim, failure))
                .invoke(wrong -> wrong.ifPresent(Sectors::refuse))
                .emitOn(CallersContext.executor())
                .replaceWithVoid();
    }

    /** Why is for the log: what the network looks like from here is nobody's business. */
    private static Optional<String> unreachable(SectorClaim claim, Throwable failure) {
        LOG.warnf("No sector from %s: %s", claim.uri(), failure.getMessage());
        return Optional.of("could not be fetched");
    }

    private static void refuse(String detail) {
        throw new OAuthException(List.of(new FieldError(SectorClaim.FIELD, detail)));
    }
}

package dev.countersign.auth.authorize;

import dev.countersign.clients.Application;
import dev.countersign.protocol.UserId;
import dev.countersign.store.request.PendingRequest;
import dev.countersign.store.subject.PairwiseSubjects;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The step of a {@code sub} that is asked for with a value, OpenID Connect Core 1.0 §5.5.1: only
 * that person may answer. An application with pairwise subjects names people by those of its own
 * sector; by any other name, the account's own id too, it means nobody: or it could find out who is
 * who.
 */
@Singleton
final class RequestedSubject {

    private static final String NOBODY = "";

    private final PairwiseSubjects subjects;

    RequestedSubject(PairwiseSubjects subjects) {
        this.subjects = subjects;
    }

    Uni<PendingRequest> heed(PendingRequest request, Application application) {
        Set<String> asked = request.claims().subjects();
        return asked.isEmpty()
                ? Uni.createFrom().item(request)
                : application
                        .sector()
                        .map(sector -> subjects.users(sector, asked))
                        .map(found -> found.map(users -> renamed(request, users)))
                        .orElseGet(() -> Uni.createFrom().item(request))
                        .map(RequestedSubject::ofWhomItAsksFor);
    }

    private static PendingRequest renamed(PendingRequest request, Map<String, UserId> users) {
        return request.asking(
                request.claims()
                        .renamed(
                                subject ->
                                        Optional.ofNullable(users.get(subject))
                                                .map(UserId::toString)
                                                .orElse(NOBODY)));
    }

    /** Where it is nobody, nobody may answer; where it is one of several, that is seen later. */
    private static PendingRequest ofWhomItAsksFor(PendingRequest request) {
        return request.claims().subject().flatMap(UserId::find).map(request::of).orElse(request);
    }
}

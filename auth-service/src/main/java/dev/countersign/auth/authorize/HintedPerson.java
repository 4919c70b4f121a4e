package dev.countersign.auth.authorize;

import dev.countersign.clients.Application;
import dev.countersign.jose.RecognizedToken.AnIdToken;
import dev.countersign.protocol.SubjectIdentifier;
import dev.countersign.protocol.UserId;
import dev.countersign.store.subject.PairwiseSubjects;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/**
 * Who is meant by an ID token of ours that comes back as a hint. It was issued to the application
 * that sends it, so it says nothing that the application does not know.
 */
@Singleton
public final class HintedPerson {

    private final PairwiseSubjects subjects;

    HintedPerson(PairwiseSubjects subjects) {
        this.subjects = subjects;
    }

    /**
     * The person, who may be gone. A pairwise subject counts in whatever sector the application was
     * then; a public one counts, too, for it may be from a time before.
     *
     * @param application the token's audience
     */
    public Uni<UserId> of(AnIdToken hint, Application application) {
        SubjectIdentifier subject = SubjectIdentifier.parse(hint.subject());
        UserId known = new UserId(subject.value());
        return application.sector().isEmpty()
                ? Uni.createFrom().item(known)
                : subjects.user(subject).map(found -> found.orElse(known));
    }
}

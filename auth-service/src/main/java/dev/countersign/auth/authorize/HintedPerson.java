package dev.countersign.auth.authorize;

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
     * The person, who may be gone. A pairwise subject counts whatever sector the application is in
     * by now, or none, and so does a public one.
     */
    public Uni<UserId> of(AnIdToken hint) {
        SubjectIdentifier subject = SubjectIdentifier.parse(hint.subject());
        return subjects.user(subject).map(found -> found.orElse(new UserId(subject.value())));
    }
}

package dev.countersign.auth.admin.keys;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.countersign.jose.KeyRotation;
import dev.countersign.protocol.SigningAlgorithm;
import dev.countersign.web.administration.WrongFields;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A planned rotation, as it is sent.
 *
 * @param alg of one algorithm; where absent, of all
 * @param signsIn after how long the new key signs, an ISO 8601 duration; where absent, as long as a
 *     scheduled one is published ahead
 */
@JsonNaming(SnakeCaseStrategy.class)
record RotationOrder(@Nullable String alg, @Nullable String signsIn) {

    /** The same, understood. */
    record Checked(Set<SigningAlgorithm> algorithms, Duration notice) {}

    Checked check(KeyRotation policy) {
        WrongFields wrong = new WrongFields();
        Optional<SigningAlgorithm> one =
                wrong.read(
                        "alg",
                        alg,
                        word ->
                                SigningAlgorithm.of(word)
                                        .orElseThrow(IllegalArgumentException::new),
                        "is no algorithm that signs tokens here");
        Optional<Duration> notice =
                wrong.read(
                        "signs_in",
                        signsIn,
                        text -> within(Duration.parse(text), policy),
                        "is no duration like PT1H, or not from "
                                + KeyRotation.SHORTEST_NOTICE
                                + " to "
                                + policy.lifetime());
        wrong.check();
        return new Checked(
                one.<Set<SigningAlgorithm>>map(EnumSet::of)
                        .orElseGet(() -> EnumSet.allOf(SigningAlgorithm.class)),
                notice.orElse(policy.publishedAhead()));
    }

    private static Duration within(Duration notice, KeyRotation policy) {
        if (!policy.allows(notice)) {
            throw new IllegalArgumentException("not within its bounds");
        }
        return notice;
    }
}

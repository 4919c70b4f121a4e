package dev.countersign.resourceserver.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** RFC 6750 §3, RFC 9728 §5.1. */
class RefusalAnswersTest {

    private static final String METADATA = "https://api.example/.well-known/x";

    private final RefusalAnswers answers = new RefusalAnswers(Optional.of(URI.create(METADATA)));

    /** RFC 6750 §3: these characters and no others. */
    @ParameterizedTest
    @EnumSource(AccessRefusal.class)
    void whatIsSaidHasTheGrammarOfTheChallenge(AccessRefusal refusal) {
        assertThat(refusal.error().orElse("none")).matches("[\\x20-\\x21\\x23-\\x5B\\x5D-\\x7E]+");
        assertThat(refusal.description()).matches("[\\x20-\\x21\\x23-\\x5B\\x5D-\\x7E]+");
    }

    /** RFC 6750 §3: 401 always has a challenge; what is only away is no reason to sign in. */
    @ParameterizedTest
    @EnumSource(AccessRefusal.class)
    void aChallengeStandsWhereTheClientCanDoSomething(AccessRefusal refusal) {
        RefusalAnswer answer = answers.to(new Refused(refusal));

        assertThat(answer.status()).isIn(400, 401, 403, 503);
        assertThat(answer.headers().containsKey("WWW-Authenticate"))
                .isEqualTo(answer.status() != 503);
        assertThat(answer.headers().containsKey("Retry-After")).isEqualTo(answer.status() == 503);
        assertThat(answer.headers()).containsEntry("Cache-Control", "no-store");
        assertThat(answer.body()).contains("\"error_id\"").doesNotContain(refusal.log());
    }

    /** RFC 6750 §3.1: no error code where there was no token. */
    @Test
    void withoutATokenNothingIsBlamed() {
        RefusalAnswer answer = answers.to(new Refused(AccessRefusal.NO_TOKEN));

        assertThat(answer.headers())
                .containsEntry("WWW-Authenticate", "Bearer resource_metadata=\"" + METADATA + '"');
        assertThat(answer.body()).doesNotContain("\"error\"");
    }

    @Test
    void theScopesThatAreMissingAreNamed() {
        RefusalAnswer answer = answers.to(Refused.forLackOf(Set.of("b", "a")));

        assertThat(answer.headers().get("WWW-Authenticate"))
                .startsWith("Bearer error=\"insufficient_scope\", error_description=")
                .contains("scope=\"a b\"");
    }

    @Test
    void anApiWithoutAnAddressHasNoMetadata() {
        RefusalAnswer answer =
                new RefusalAnswers(Optional.empty()).to(new Refused(AccessRefusal.NO_TOKEN));

        assertThat(answer.headers()).containsEntry("WWW-Authenticate", "Bearer");
    }
}

package dev.countersign.protocol.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ParametersTest {

    static void assertRefused(ThrowingCallable call, Refusal refusal) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        OAuthException.class, it -> assertThat(it.refusal()).isEqualTo(refusal));
    }

    /** RFC 6749 §3.2. */
    @Test
    void aRepeatedParameterIsRefusedEvenWithEqualValues() {
        Parameters parameters = new Parameters(Map.of("a", List.of("x", "x")));
        assertRefused(() -> parameters.get("a"), Refusal.PARAMETER_REPEATED);
        assertRefused(parameters::eachOnce, Refusal.PARAMETER_REPEATED);
    }

    /** RFC 6749 §3.1: also one that nobody asks for. */
    @Test
    void anUnknownParameterIsIgnoredButNotARepeatedOne() {
        assertThat(new Parameters(Map.of("unknown", List.of("x"))).eachOnce().get("a")).isEmpty();
        assertRefused(
                () -> new Parameters(Map.of("unknown", List.of("x", "y"))).eachOnce(),
                Refusal.PARAMETER_REPEATED);
    }

    /** RFC 6749 §3.1. */
    @Test
    void aParameterWithoutAValueCountsAsOmitted() {
        Parameters parameters = new Parameters(Map.of("a", List.of("")));
        assertThat(parameters.get("a")).isEmpty();
        assertRefused(() -> parameters.required("a"), Refusal.PARAMETER_MISSING);
    }

    @Test
    void aMalformedParameterIsRefusedByItsNameAndNotItsValue() {
        Parameters parameters = new Parameters(Map.of("client_id", List.of("se cret")));
        assertThatThrownBy(
                        () ->
                                parameters.get(
                                        "client_id", ClientId::new, Refusal.PARAMETER_MALFORMED))
                .isInstanceOfSatisfying(
                        OAuthException.class,
                        it ->
                                assertThat(it.description())
                                        .contains("client_id")
                                        .doesNotContain("se cret"));
    }

    @Test
    void aLogOfThemShowsNamesOnly() {
        assertThat(new Parameters(Map.of("password", List.of("secret"))).toString())
                .contains("password")
                .doesNotContain("secret");
    }

    /** RFC 6749 §3.1: what has no value was not sent. */
    @Test
    void theTextsOfParametersAreThoseThatWereSent() {
        Parameters parameters = new Parameters(Map.of("b", List.of("2"), "a", List.of("")));

        assertThat(parameters.texts()).containsExactly(Map.entry("b", "2"));
        assertThat(Parameters.of(parameters.texts()).texts()).isEqualTo(parameters.texts());
        assertRefused(
                () -> new Parameters(Map.of("a", List.of("x", "y"))).texts(),
                Refusal.PARAMETER_REPEATED);
    }
}

package dev.countersign.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class GrantIdTest {

    private static final Instant END = Instant.parse("2027-03-04T05:06:07.089Z");

    @Test
    void theEndIsInTheIdToTheMillisecond() {
        assertThat(GrantId.endingAt(END.plusNanos(999_999)).expiresAt()).isEqualTo(END);
    }

    @Test
    void itsTextRoundTrips() {
        GrantId id = GrantId.endingAt(END);
        assertThat(GrantId.parse(id.toString())).isEqualTo(id);
    }

    /** RFC 9562 §5.8. */
    @Test
    void itIsAUuidOfVersion8() {
        UUID id = GrantId.endingAt(END).value();
        assertThat(id.version()).isEqualTo(8);
        assertThat(id.variant()).isEqualTo(2);
    }

    @Test
    void textOrderIsOrderOfTheEnd() {
        assertThat(GrantId.endingAt(END).toString())
                .isLessThan(GrantId.endingAt(END.plusMillis(1)).toString());
    }

    @Test
    void twoGrantsThatEndTogetherDiffer() {
        assertThat(GrantId.endingAt(END)).isNotEqualTo(GrantId.endingAt(END));
    }

    @Test
    void anotherUuidIsNoGrantId() {
        assertThatIllegalArgumentException().isThrownBy(() -> new GrantId(UUID.randomUUID()));
        assertThatIllegalArgumentException().isThrownBy(() -> GrantId.parse("x"));
    }

    /** RFC 9562 §4: a bad copy of an id is no id, or a rule would be on nothing and look done. */
    @Test
    void anIdThatWasCutOffIsNotAnotherOne() {
        String id = GrantId.endingAt(Instant.EPOCH).toString();

        assertThatThrownBy(() -> GrantId.parse(id.substring(0, id.length() - 4)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> UserId.parse("7b9b1a52-1-1-1-1"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}

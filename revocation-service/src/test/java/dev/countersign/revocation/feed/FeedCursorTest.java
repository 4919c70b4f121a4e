package dev.countersign.revocation.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.revocation.feed.FeedCursor.Place;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeedCursorTest {

    private final FeedCursor cursor =
            new FeedCursor(
                    Uuid.randomUuid().toString(),
                    9,
                    8,
                    List.of(Place.BEGINNING, new Place(7, 2), new Place(Long.MAX_VALUE, 3)));

    @Test
    void isReadAsItWasWritten() {
        assertThat(FeedCursor.parse(cursor.toString())).contains(cursor);
        FeedCursor beginning = FeedCursor.beginning(cursor.topicId());
        assertThat(FeedCursor.parse(beginning.toString())).contains(beginning);
    }

    @Test
    void aHundredAndFiftyPartitionsFit() {
        FeedCursor wide =
                new FeedCursor(
                        cursor.topicId(),
                        Long.MAX_VALUE,
                        Long.MAX_VALUE,
                        IntStream.range(0, 150).mapToObj(it -> new Place(1L << 40, it)).toList());
        assertThat(wide.toString()).hasSizeLessThan(FeedCursor.LONGEST);
        assertThat(FeedCursor.parse(wide.toString())).contains(wide);
    }

    /** An altered place could skip rules. */
    @Test
    void anyDamageIsSeen() {
        String text = cursor.toString();
        for (int i = 0; i < text.length(); i++) {
            char other = text.charAt(i) == 'A' ? 'B' : 'A';
            String damaged = text.substring(0, i) + other + text.substring(i + 1);
            assertThat(FeedCursor.parse(damaged)).as(damaged).isEmpty();
            assertThat(FeedCursor.parse(text.substring(0, i))).isEmpty();
        }
        assertThat(FeedCursor.parse(text + "A")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "AQ", "not a cursor", "AQ==", "\u00e4"})
    void whatIsNoCursorIsNone(String text) {
        assertThat(FeedCursor.parse(text)).isEmpty();
    }

    @Test
    void goesOnFromTheFurtherOfBoth() {
        assertThat(cursor.isAheadOf(List.of(5L, 6L))).isTrue();
        FeedCursor advanced =
                cursor.advancedTo(
                        new FeedCursor(
                                cursor.topicId(),
                                7,
                                10,
                                List.of(new Place(5, 1), new Place(6, 1))));
        assertThat(advanced.places())
                .containsExactly(new Place(5, 1), new Place(7, 2), new Place(Long.MAX_VALUE, 3));
        assertThat(advanced.heard()).isEqualTo(9);
        assertThat(advanced.heartbeat()).isEqualTo(10);
        assertThat(cursor.isAheadOf(List.of(0L, 7L, Long.MAX_VALUE))).isFalse();
    }
}

package dev.countersign.revocation.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeedCursorTest {

    private final FeedCursor cursor =
            new FeedCursor(Uuid.randomUuid().toString(), List.of(0L, 7L, Long.MAX_VALUE));

    @Test
    void isReadAsItWasWritten() {
        assertThat(FeedCursor.parse(cursor.toString())).contains(cursor);
        FeedCursor beginning = FeedCursor.beginning(cursor.topicId());
        assertThat(FeedCursor.parse(beginning.toString())).contains(beginning);
    }

    @Test
    void aHundredAndFiftyPartitionsFit() {
        FeedCursor wide =
                new FeedCursor(cursor.topicId(), LongStream.range(0, 150).boxed().toList());
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
        List<Long> positions = List.of(5L, 6L);
        assertThat(cursor.isAheadOf(positions)).isTrue();
        assertThat(cursor.advancedTo(positions).offsets()).containsExactly(5L, 7L, Long.MAX_VALUE);
        assertThat(new FeedCursor(cursor.topicId(), List.of(5L)).isAheadOf(positions)).isFalse();
    }
}

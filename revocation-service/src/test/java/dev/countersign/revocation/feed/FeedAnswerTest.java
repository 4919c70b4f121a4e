package dev.countersign.revocation.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;

class FeedAnswerTest {

    private static FeedAnswer of(List<String> rules) {
        FeedCursor cursor = FeedCursor.beginning(Uuid.randomUuid().toString());
        return new FeedAnswer(cursor, 7, rules, false, true);
    }

    private static List<String> pieces(FeedAnswer answer) {
        List<String> pieces = new ArrayList<>();
        answer.json().forEachRemaining(pieces::add);
        return pieces;
    }

    @Test
    void anAnswerIsOneDocumentInPiecesOfWhichNoneIsLarge() {
        List<String> rules =
                IntStream.range(0, 5_000).mapToObj(it -> Records.rule("rule-" + it, it)).toList();
        FeedAnswer answer = of(rules);
        assertThat(answer.isLarge()).isTrue();
        assertThat(pieces(answer)).hasSizeGreaterThan(20);
        assertThat(pieces(answer)).allMatch(it -> it.length() < 17_000);
        assertThat(String.join("", pieces(answer)))
                .isEqualTo(
                        "{\"v\":1,\"cursor\":\"%s\",\"heartbeat\":7,\"more\":false,\"reset\":true,\"rules\":[%s]}"
                                .formatted(answer.cursor(), String.join(",", rules)));
    }

    @Test
    void aSmallAnswerIsOnePiece() {
        assertThat(pieces(of(List.of()))).singleElement().asString().endsWith("\"rules\":[]}");
        assertThat(pieces(of(List.of(Records.rule("a", 1))))).hasSize(1);
        assertThat(of(List.of(Records.rule("a", 1))).isLarge()).isFalse();
    }

    @Test
    void aRuleThatFillsAPieceEndsIt() {
        FeedAnswer answer = of(List.of("\"" + "a".repeat(20_000) + "\"", "2"));
        assertThat(pieces(answer)).hasSize(2);
        assertThat(pieces(answer).getLast()).isEqualTo(",2]}");
    }
}

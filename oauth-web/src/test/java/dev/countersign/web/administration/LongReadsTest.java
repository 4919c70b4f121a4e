package dev.countersign.web.administration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.protocol.error.OAuthException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LongReadsTest {

    private final LongReads reads = new LongReads();
    private final List<UniEmitter<? super String>> reading = new ArrayList<>();

    private void begin() {
        Uni<String> lasting = Uni.createFrom().emitter(reading::add);
        var unused = reads.read(() -> lasting).subscribe().with(it -> {}, failure -> {});
    }

    private String read() {
        return reads.read(() -> Uni.createFrom().item("read"))
                .await()
                .atMost(Duration.ofSeconds(1));
    }

    @Test
    void ofFiveAtOnceTheFifthIsRefusedUntilOneEndsOneWayOrAnother() {
        for (int i = 0; i < LongReads.AT_ONCE; i++) {
            assertThat(read()).isEqualTo("read");
            begin();
        }
        assertThatThrownBy(this::read)
                .isInstanceOfSatisfying(
                        OAuthException.class, it -> assertThat(it.code().status()).isEqualTo(503));
        reading.get(0).complete("read");
        assertThat(read()).isEqualTo("read");
        begin();
        assertThatThrownBy(this::read).isInstanceOf(OAuthException.class);
        reading.get(1).fail(new IllegalStateException());
        assertThat(read()).isEqualTo("read");
    }

    @Test
    void aReadThatCannotBeginTakesNoPlace() {
        for (int i = 0; i < 2 * LongReads.AT_ONCE; i++) {
            assertThatThrownBy(
                            () ->
                                    reads.read(
                                                    () -> {
                                                        throw new IllegalArgumentException();
                                                    })
                                            .await()
                                            .atMost(Duration.ofSeconds(1)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(read()).isEqualTo("read");
    }
}

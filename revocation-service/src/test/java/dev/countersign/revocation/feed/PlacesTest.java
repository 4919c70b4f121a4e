package dev.countersign.revocation.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.protocol.ClientId;
import org.junit.jupiter.api.Test;

class PlacesTest {

    private static final ClientId WILD = new ClientId("wild-api");
    private static final ClientId OTHER = new ClientId("other-api");

    @Test
    void anApiTakesAtMostHalfAndAllTakeNoMoreThanThereAre() {
        Places places = new Places(4);
        assertThat(places.take(WILD)).isTrue();
        assertThat(places.take(WILD)).isTrue();
        assertThat(places.take(WILD)).isFalse();
        assertThat(places.take(OTHER)).isTrue();
        assertThat(places.take(OTHER)).isTrue();
        assertThat(places.take(new ClientId("third-api"))).isFalse();
        places.leave(WILD);
        assertThat(places.taken()).isEqualTo(3);
        assertThat(places.take(OTHER)).isFalse();
        assertThat(places.take(WILD)).isTrue();
    }

    @Test
    void theOnlyPlaceIsForAnybody() {
        assertThat(new Places(1).take(WILD)).isTrue();
    }
}

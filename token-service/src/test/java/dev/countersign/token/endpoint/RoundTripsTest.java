package dev.countersign.token.endpoint;

import static dev.countersign.token.fixture.TokenClient.exchange;
import static dev.countersign.token.fixture.TokenClient.refresh;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.token.fixture.Demo;
import dev.countersign.token.fixture.ProxiedStack;
import dev.countersign.token.fixture.RoundTrips;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What a request costs in the stores, counted on the wire. The first exchange prepares statements
 * and fills caches; a background read of the keys every few seconds may fall into a measurement, so
 * the least of some counts.
 */
@QuarkusTest
@QuarkusTestResource(ProxiedStack.class)
class RoundTripsTest {

    private static final int TRIES = 8;

    @Inject Demo demo;

    private record Cost(long redis, long postgres) {}

    @BeforeEach
    void warmUp() {
        demo.seed();
        for (int i = 0; i < 5; i++) {
            refresh(exchange(demo.code()).jsonPath().getString("refresh_token"));
        }
    }

    @Test
    void aCodeExchangeIsOneRoundTripToRedisAndOneToPostgres() {
        assertThat(
                        least(
                                () -> {
                                    String code = demo.code();
                                    return () -> exchange(code);
                                }))
                .isEqualTo(new Cost(1, 1));
    }

    @Test
    void aRefreshIsOneRoundTripToPostgresAndNoneToRedis() {
        assertThat(
                        least(
                                () -> {
                                    String token =
                                            exchange(demo.code())
                                                    .jsonPath()
                                                    .getString("refresh_token");
                                    return () -> refresh(token);
                                }))
                .isEqualTo(new Cost(0, 1));
    }

    private interface Prepared {
        Runnable prepare();
    }

    private static Cost least(Prepared prepared) {
        Cost least = new Cost(Long.MAX_VALUE, Long.MAX_VALUE);
        for (int i = 0; i < TRIES; i++) {
            Runnable call = prepared.prepare();
            long redis = RoundTrips.redis().get();
            long postgres = RoundTrips.postgres().get();
            call.run();
            least =
                    new Cost(
                            Math.min(least.redis, RoundTrips.redis().get() - redis),
                            Math.min(least.postgres, RoundTrips.postgres().get() - postgres));
        }
        return least;
    }
}

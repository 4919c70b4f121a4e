package dev.countersign.resourceserver.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class AcknowledgementsTest {

    private static final long LIMIT_SECONDS = 10;

    /** As where an API starts before its user is on the brokers. */
    @Test
    void aProducerThatWasRefusedIsReplacedByOneThatMayNotBe() throws Exception {
        BlockingQueue<MockProducer<byte[], byte[]>> made = new LinkedBlockingQueue<>();
        try (var acknowledgements = acknowledgements(made)) {
            acknowledgements.start();

            next(made).refuse();

            assertThat(next(made).producer().closed()).isFalse();
        }
    }

    private record Made(MockProducer<byte[], byte[]> producer) {

        /** The first thing that is sent. */
        void refuse() throws InterruptedException {
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
            while (!producer.errorNext(new SaslAuthenticationException("no such user"))) {
                assertThat(System.nanoTime()).isLessThan(deadline);
                Thread.onSpinWait();
            }
        }
    }

    private static Made next(BlockingQueue<MockProducer<byte[], byte[]>> made)
            throws InterruptedException {
        MockProducer<byte[], byte[]> next = made.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
        assertThat(next).isNotNull();
        return new Made(next);
    }

    private static Acknowledgements acknowledgements(
            BlockingQueue<MockProducer<byte[], byte[]>> made) {
        InstantSource clock = InstantSource.system();
        return new Acknowledgements(
                () -> made(made),
                Duration.ofMillis(1),
                new InstanceName("api-1"),
                new Freshness(Duration.ofSeconds(5), clock, System::nanoTime),
                clock);
    }

    private static Producer<byte[], byte[]> made(BlockingQueue<MockProducer<byte[], byte[]>> made) {
        var producer =
                new MockProducer<byte[], byte[]>(
                        false, null, new ByteArraySerializer(), new ByteArraySerializer());
        made.add(producer);
        return producer;
    }
}

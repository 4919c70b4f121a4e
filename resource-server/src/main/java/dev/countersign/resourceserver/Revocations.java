package dev.countersign.resourceserver;

import java.net.URI;
import java.util.Map;

/** How an API hears of revocations. */
sealed interface Revocations {

    /** Pushed through the topic of rules; the settings are those of a Kafka client. */
    record OverKafka(Map<String, String> settings) implements Revocations {

        public OverKafka {
            settings = Map.copyOf(settings);
        }
    }

    /** Pushed through a long poll of the issuer's feed. */
    record OverHttp(URI address) implements Revocations {}

    /** Not at all: the issuer is asked about every token. */
    record ByIntrospection() implements Revocations {}
}

package dev.countersign.resourceserver.jaxrs;

import dev.countersign.resourceserver.decision.StalenessPolicy;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The settings of an API. Beside these, {@code kafka.bootstrap.servers}; every other {@code
 * kafka.*} setting (TLS, SASL) goes to the Kafka clients as it is.
 */
@ConfigMapping(prefix = "countersign.resource-server")
public interface ResourceServerConfig {

    /**
     * Who issues the tokens, exactly as in {@code iss}. Its keys are found through {@code
     * <issuer>/.well-known/openid-configuration}. Must be https, but for a loopback address.
     */
    String issuer();

    /** This API's identifier, as it is registered there; {@code aud} of a token must hold it. */
    String audience();

    /**
     * How revocations are heard of: {@code kafka}, {@code http} (the same over a long poll) or
     * {@code introspection} (the issuer is asked about every token). The latter two need no Kafka,
     * but the credentials below.
     */
    @WithDefault("kafka")
    RevocationSource revocations();

    /** Where the feed over HTTP is, if not at {@code <issuer>/revocations/feed}. */
    Optional<URI> feed();

    Introspection introspection();

    /** How the issuer is asked about a token (RFC 7662). */
    interface Introspection {

        /** This API's name at the issuer; used for the feed over HTTP, too. */
        Optional<String> clientId();

        /** Its secret there ({@code client_secret_basic}). */
        Optional<String> clientSecret();

        /**
         * For how long an answer is used again, at most 10 s: a revocation is noticed that much
         * later.
         */
        @WithDefault("PT0.5S")
        Duration keep();
    }

    /**
     * For how long a decision may rest on what was last heard of revocations. The feed is refreshed
     * once a second; shorter than three seconds refuses good requests at every hiccup.
     */
    @WithDefault("5s")
    Duration stalenessBound();

    /**
     * What to do beyond that bound: {@code refuse} answers 503 with {@code Retry-After}, {@code
     * introspect} asks the issuer, {@code accept-with-alarm} accepts what no known rule stops.
     */
    @WithDefault("refuse")
    StalenessPolicy stalenessPolicy();

    /**
     * For how long after its {@code exp} a token is still taken. Not needed where clocks are kept
     * by NTP; at most 30 seconds.
     */
    @WithDefault("0s")
    Duration clockSkew();

    /**
     * The tokens of the JSON dialect that this API takes, under names of your choice: it takes none
     * that is not listed. Needs rules that are pushed ({@code kafka} or {@code http}).
     */
    Map<String, Dialect> dialect();

    /** One application's dialect tokens. */
    interface Dialect {

        /** Their {@code iss}, a bare word. */
        @WithDefault("atm")
        String issuer();

        /** Their {@code aud}: the application's client id. */
        String audience();

        /** What they stand for here. */
        Set<String> scopes();
    }

    /**
     * How this process is named in the list of who has applied a rule: 1 to 128 letters, digits and
     * {@code . _ : -}; no two that run at the same time share it. Default: host and chance.
     */
    Optional<String> instance();

    /** What people call this API; part of its metadata (RFC 9728 §2). */
    Optional<String> name();

    /** Where developers read about this API; part of its metadata. */
    Optional<URI> documentation();
}

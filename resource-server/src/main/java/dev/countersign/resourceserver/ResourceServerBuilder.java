package dev.countersign.resourceserver;

import dev.countersign.resourceserver.decision.StalenessPolicy;
import dev.countersign.resourceserver.issuer.ApiCredentials;
import dev.countersign.resourceserver.revocation.InstanceName;
import dev.countersign.resourceserver.token.AcceptedDialect;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Three settings are needed: {@link #issuer}, {@link #audience}, and one of {@link #kafka}, {@link
 * #feedOverHttp} and {@link #introspection}. The others have defaults.
 */
public final class ResourceServerBuilder {

    private static final String FEED = "/revocations/feed";

    private String issuer = "";
    private String audience = "";
    private Function<String, Revocations> revocations =
            issuer -> new Revocations.OverKafka(Map.of());
    private Optional<ApiCredentials> credentials = Optional.empty();
    private Duration introspectionKeep = Duration.ofMillis(500);
    private Duration stalenessBound = Duration.ofSeconds(5);
    private StalenessPolicy stalenessPolicy = StalenessPolicy.REFUSE;
    private Duration clockSkew = Duration.ZERO;
    private final List<AcceptedDialect> dialects = new ArrayList<>();
    private Optional<InstanceName> instance = Optional.empty();
    private Optional<String> name = Optional.empty();
    private Optional<URI> documentation = Optional.empty();

    ResourceServerBuilder() {}

    /**
     * Who issues the tokens, exactly as in {@code iss}. Must be https, but for a loopback address.
     */
    public ResourceServerBuilder issuer(String value) {
        issuer = value;
        return this;
    }

    /** This API's identifier, as it is registered there; {@code aud} of a token must hold it. */
    public ResourceServerBuilder audience(String value) {
        audience = value;
        return this;
    }

    /** Revocations are pushed over Kafka, from these brokers: {@code host:port,host:port}. */
    public ResourceServerBuilder kafka(String bootstrapServers) {
        return kafka(Map.of("bootstrap.servers", bootstrapServers));
    }

    /**
     * The same with more settings of a Kafka client, such as TLS and SASL; {@code
     * bootstrap.servers} is among them.
     */
    public ResourceServerBuilder kafka(Map<String, String> settings) {
        Revocations chosen = new Revocations.OverKafka(settings);
        revocations = ignored -> chosen;
        return this;
    }

    /**
     * Revocations are pushed over HTTP, from {@code <issuer>/revocations/feed}. Needs {@link
     * #credentials}.
     */
    public ResourceServerBuilder feedOverHttp() {
        revocations = known -> new Revocations.OverHttp(Settings.uri("issuer", known + FEED));
        return this;
    }

    /** The same, found elsewhere: https or loopback, and without a query. */
    public ResourceServerBuilder feedOverHttp(URI address) {
        revocations = ignored -> new Revocations.OverHttp(address);
        return this;
    }

    /**
     * The issuer is asked about every token (RFC 7662), and its answers are kept for a moment.
     * Needs {@link #credentials}.
     */
    public ResourceServerBuilder introspection() {
        revocations = ignored -> new Revocations.ByIntrospection();
        return this;
    }

    /**
     * With which this API authenticates at the issuer, for introspection and the feed over HTTP.
     *
     * @throws IllegalArgumentException if one of them is blank
     */
    public ResourceServerBuilder credentials(String clientId, String secret) {
        credentials = Optional.of(new ApiCredentials(clientId, secret));
        return this;
    }

    /**
     * For how long an answer of introspection is used again, 500 ms unless set and at most 10 s: a
     * revocation is noticed that much later.
     */
    public ResourceServerBuilder introspectionKeep(Duration value) {
        introspectionKeep = value;
        return this;
    }

    /** How old the news of revocations may be: 5 s unless set, 1 s to 5 min. */
    public ResourceServerBuilder stalenessBound(Duration value) {
        stalenessBound = value;
        return this;
    }

    /** What happens beyond that bound: {@link StalenessPolicy#REFUSE} unless set. */
    public ResourceServerBuilder stalenessPolicy(StalenessPolicy value) {
        stalenessPolicy = value;
        return this;
    }

    /**
     * For how long after its {@code exp} a token is still taken: not at all unless set, to 30 s.
     */
    public ResourceServerBuilder clockSkew(Duration value) {
        clockSkew = value;
        return this;
    }

    /**
     * Takes tokens of the JSON dialect, too: those of one application, each standing for these
     * scopes. May be called again for another one.
     *
     * @param dialectIssuer {@code iss} of its tokens, a bare word
     * @param clientId the application's, {@code aud} of its tokens
     * @throws IllegalArgumentException for what no such token can say
     */
    public ResourceServerBuilder dialect(
            String dialectIssuer, String clientId, Set<String> scopes) {
        try {
            dialects.add(new AcceptedDialect(dialectIssuer, clientId, scopes));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("dialect: " + e.getMessage(), e);
        }
        return this;
    }

    /**
     * How this process is named in the list of who has applied a rule: host and chance unless set.
     *
     * @throws IllegalArgumentException for what {@link InstanceName} does not take
     */
    public ResourceServerBuilder instance(String value) {
        try {
            instance = Optional.of(new InstanceName(value));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("instance: " + e.getMessage(), e);
        }
        return this;
    }

    /** What people call this API; part of its metadata ({@code resource_name}). */
    public ResourceServerBuilder name(String value) {
        name = Optional.of(value);
        return this;
    }

    /** Where developers read about it; part of its metadata ({@code resource_documentation}). */
    public ResourceServerBuilder documentation(URI value) {
        documentation = Optional.of(value);
        return this;
    }

    /**
     * Makes it; nothing is asked or read before {@link ResourceServer#start()}.
     *
     * @throws IllegalArgumentException if a setting is missing or absurd; the message begins with
     *     its name
     */
    public ResourceServer build() {
        return new ResourceServer(
                Parts.of(
                        new Settings(
                                issuer,
                                audience,
                                revocations.apply(issuer),
                                credentials,
                                introspectionKeep,
                                stalenessBound,
                                stalenessPolicy,
                                clockSkew,
                                dialects,
                                instance,
                                name,
                                documentation)));
    }
}

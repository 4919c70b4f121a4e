package dev.countersign.resourceserver;

import dev.countersign.resourceserver.decision.StalenessPolicy;
import dev.countersign.resourceserver.issuer.ApiCredentials;
import dev.countersign.resourceserver.issuer.IssuerHttp;
import dev.countersign.resourceserver.metadata.ResourceIdentifier;
import dev.countersign.resourceserver.metadata.ResourceMetadata;
import dev.countersign.resourceserver.revocation.InstanceName;
import dev.countersign.resourceserver.token.AcceptedDialect;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/** Settings that make sense; anything else is refused with a message that begins with its name. */
record Settings(
        String issuer,
        String audience,
        Revocations revocations,
        Optional<ApiCredentials> credentials,
        Duration introspectionKeep,
        Duration stalenessBound,
        StalenessPolicy stalenessPolicy,
        Duration clockSkew,
        List<AcceptedDialect> dialects,
        Optional<InstanceName> instance,
        Optional<String> name,
        Optional<URI> documentation) {

    /** Below, an idle feed over HTTP would be stale between two of its answers. */
    private static final Duration HTTP_LEAST = Duration.ofSeconds(3);

    Settings {
        dialects = List.copyOf(dialects);
        require(
                IssuerHttp.isTrusted(uri("issuer", issuer)),
                "issuer is neither an https address nor a loopback one");
        require(!issuer.endsWith("/"), "issuer ends in a slash");
        requireIdentifier(audience);
        require(
                within(stalenessBound, Duration.ofSeconds(1), Duration.ofMinutes(5)),
                "staleness-bound is not between 1 s and 5 min");
        require(
                within(clockSkew, Duration.ZERO, Duration.ofSeconds(30)),
                "clock-skew is not between 0 and 30 s");
        require(
                within(introspectionKeep, Duration.ZERO, Duration.ofSeconds(10)),
                "introspection.keep is not between 0 and 10 s");
        switch (revocations) {
            case Revocations.OverKafka(var kafka) ->
                    require(
                            !kafka.getOrDefault("bootstrap.servers", "").isBlank(),
                            "kafka has no bootstrap.servers");
            case Revocations.OverHttp(URI address) -> {
                require(
                        IssuerHttp.isTrusted(address),
                        "feed is neither an https address nor a loopback one");
                require(address.getRawQuery() == null, "feed has a query");
                require(
                        stalenessBound.compareTo(HTTP_LEAST) >= 0,
                        "staleness-bound is below 3 s, and the feed over HTTP speaks once in one"
                                + " to two");
            }
            // RFC 7662 §2.2: an API is told of its own audience only, and a dialect token has none
            case Revocations.ByIntrospection() ->
                    require(
                            dialects.isEmpty(),
                            "dialect tokens need rules that are pushed: introspection says nothing"
                                    + " of them");
        }
        boolean asks =
                !(revocations instanceof Revocations.OverKafka)
                        || stalenessPolicy == StalenessPolicy.INTROSPECT;
        require(
                credentials.isPresent() || !asks,
                "introspection.client-id and introspection.client-secret are missing");
    }

    ResourceMetadata metadata(SortedSet<String> scopes) {
        return new ResourceMetadata(
                new ResourceIdentifier(audience), issuer, scopes, name, documentation);
    }

    static URI uri(String setting, String value) {
        try {
            return URI.create(value);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(setting + " is not a URI", e);
        }
    }

    private static void requireIdentifier(String audience) {
        try {
            var unused = new ResourceIdentifier(audience).metadata();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("audience is not an identifier", e);
        }
    }

    private static boolean within(Duration value, Duration least, Duration most) {
        return value.compareTo(least) >= 0 && value.compareTo(most) <= 0;
    }

    private static void require(boolean sensible, String problem) {
        if (!sensible) {
            throw new IllegalArgumentException(problem);
        }
    }
}

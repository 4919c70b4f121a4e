package dev.countersign.resourceserver.jaxrs;

import dev.countersign.resourceserver.revocation.InstanceName;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;

/** Settings that make sense: anything else stops the start and names its key. */
record CheckedSettings(ResourceServerConfig values, Map<String, String> kafka) {

    private static final String PREFIX = "countersign.resource-server.";
    private static final String KAFKA = "kafka.";
    private static final String SERVERS = "kafka.bootstrap.servers";

    static CheckedSettings of(ResourceServerConfig values, Config config) {
        URI issuer = uri("issuer", values.issuer());
        require(
                issuer.getHost() != null
                        && ("https".equals(issuer.getScheme())
                                || ("http".equals(issuer.getScheme())
                                        && isLoopback(issuer.getHost()))),
                PREFIX + "issuer is neither an https address nor a loopback one");
        require(!values.issuer().endsWith("/"), PREFIX + "issuer ends in a slash");
        require(!values.audience().isBlank(), PREFIX + "audience is empty");
        var unused = uri("audience", values.audience());
        require(
                within(values.stalenessBound(), Duration.ofSeconds(1), Duration.ofMinutes(5)),
                PREFIX + "staleness-bound is not between 1 s and 5 min");
        require(
                within(values.clockSkew(), Duration.ZERO, Duration.ofSeconds(30)),
                PREFIX + "clock-skew is not between 0 and 30 s");
        values.instance().ifPresent(CheckedSettings::requireInstanceName);
        return new CheckedSettings(values, kafka(config));
    }

    private static Map<String, String> kafka(Config config) {
        Map<String, String> settings =
                StreamSupport.stream(config.getPropertyNames().spliterator(), false)
                        .filter(name -> name.startsWith(KAFKA))
                        .filter(name -> config.getOptionalValue(name, String.class).isPresent())
                        .collect(
                                Collectors.toMap(
                                        name -> name.substring(KAFKA.length()),
                                        name -> config.getValue(name, String.class)));
        String servers = config.getOptionalValue(SERVERS, String.class).orElse("");
        require(!servers.isBlank(), SERVERS + " is missing");
        settings.put("bootstrap.servers", servers);
        return Map.copyOf(settings);
    }

    private static URI uri(String key, String value) {
        try {
            return URI.create(value);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(PREFIX + key + " is not a URI", e);
        }
    }

    private static void requireInstanceName(String name) {
        try {
            var unused = new InstanceName(name);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(PREFIX + "instance: " + e.getMessage(), e);
        }
    }

    private static boolean isLoopback(String host) {
        return host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
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

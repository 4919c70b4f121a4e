package dev.countersign.cli.signin;

import dev.countersign.cli.http.Address;
import dev.countersign.cli.outcome.Failed;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which server. Passwords and tokens travel over TLS, or do not leave this machine. */
public record Issuer(String value) {

    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]");

    public Issuer {
        if (value.endsWith("/")) {
            value = value.substring(0, value.length() - 1);
        }
        if (!isTrustworthy(value)) {
            throw Failed.usage(
                    "the issuer must be an https address, or an http one of this machine, without a"
                            + " query");
        }
    }

    /** Whether tokens and passwords may be sent there. */
    public static boolean isTrustworthy(String value) {
        try {
            URI uri = URI.create(value);
            boolean isTls = "https".equals(uri.getScheme()) && uri.getHost() != null;
            boolean isLocal = "http".equals(uri.getScheme()) && isLoopback(uri);
            return (isTls || isLocal)
                    && uri.getRawUserInfo() == null
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null;
        } catch (IllegalArgumentException notAnAddress) {
            return false;
        }
    }

    private static boolean isLoopback(URI uri) {
        return Optional.ofNullable(uri.getHost())
                .filter(it -> LOOPBACK.matcher(it).matches())
                .isPresent();
    }

    public URI at(Address address) {
        return URI.create(value + address.text());
    }

    /** Whether an endpoint may be given secrets: under the same rule as the issuer itself. */
    static URI endpoint(String text) {
        if (!isTrustworthy(text)) {
            throw Failed.serverAway("the server names an endpoint that is not to be trusted");
        }
        return URI.create(text);
    }

    @Override
    public String toString() {
        return value;
    }
}

package dev.countersign.web.outgoing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.protocol.FetchedUri;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** OpenID Connect Core 1.0 §10.1: what a client publishes is fetched, from nowhere else. */
class DestinationTest {

    private static final FetchedUri PUBLISHED = new FetchedUri("https://app.example/jwks?v=1");
    private static final FetchedUri LOCAL = new FetchedUri("http://127.0.0.1:8080/jwks");

    private final InetAddress open = address("1.1.1.1");
    private final InetAddress inner = address("10.0.0.1");
    private final InetAddress loopback = address("127.0.0.1");

    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    private static void assertForbidden(FetchedUri uri, List<InetAddress> resolved) {
        assertThatThrownBy(() -> Destination.direct(uri, resolved, false))
                .isInstanceOf(ForbiddenDestination.class);
    }

    @Test
    void theCallGoesToTheAddressThatWasLookedAt() {
        Destination destination = Destination.direct(PUBLISHED, List.of(open), false);

        assertThat(destination.address()).contains(open);
        assertThat(destination.port()).isEqualTo(443);
        assertThat(destination.pathAndQuery()).isEqualTo("/jwks?v=1");
    }

    @Test
    void aNameThatAlsoMeansAPrivateAddressLeadsNowhere() {
        assertForbidden(PUBLISHED, List.of(open, inner));
        assertForbidden(PUBLISHED, List.of(loopback));
        assertForbidden(PUBLISHED, List.of());
    }

    @Test
    void theLoopbackIsOpenedBySettingAndNothingElseIs() {
        assertForbidden(LOCAL, List.of(loopback));
        assertThat(Destination.direct(LOCAL, List.of(loopback), true).isEncrypted()).isFalse();
        assertThatThrownBy(() -> Destination.direct(LOCAL, List.of(inner), true))
                .isInstanceOf(ForbiddenDestination.class);
        assertThatThrownBy(() -> Destination.direct(PUBLISHED, List.of(inner), true))
                .isInstanceOf(ForbiddenDestination.class);
    }

    @Test
    void aProxyResolvesButWhatIsPrivateHereIsRefused() {
        assertThat(Destination.byProxy(PUBLISHED, List.of()).address()).isEmpty();
        assertThatThrownBy(() -> Destination.byProxy(PUBLISHED, List.of(inner)))
                .isInstanceOf(ForbiddenDestination.class);
        assertThatThrownBy(() -> Destination.byProxy(LOCAL, List.of(loopback)))
                .isInstanceOf(ForbiddenDestination.class);
    }

    @Test
    void hostsThatAreListedAreCalledWithoutTheProxy() {
        Proxy proxy =
                Proxy.parse("http://proxy.example:3128", Optional.of("plain.example, .inner.org"));

        assertThat(proxy.port()).isEqualTo(3128);
        assertThat(proxy.isFor("app.example")).isTrue();
        assertThat(proxy.isFor("explain.example")).isTrue();
        assertThat(proxy.isFor("PLAIN.example")).isFalse();
        assertThat(proxy.isFor("sub.plain.example")).isFalse();
        assertThat(proxy.isFor("a.inner.org")).isFalse();
        assertThat(Proxy.parse("proxy.example", Optional.of("*")).isFor("any.example")).isFalse();
    }
}

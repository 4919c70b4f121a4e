package dev.countersign.local;

import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.util.Optional;
import java.util.Set;

/**
 * What the gateway shows to the outside: a name, a port, and where there is TLS a certificate. The
 * services behind it have the same certificate, and the gateway talks to no other.
 */
record Front(String host, int port, Optional<TlsFiles> tls) {

    /** Over plain HTTP. */
    static Front local(int port) {
        return new Front(PublicName.LOCALHOST.host(), port, Optional.empty());
    }

    String scheme() {
        return tls.isPresent() ? "https" : "http";
    }

    /** What {@code Host} of a request may be. */
    Set<String> hosts() {
        return host.equals("localhost") || host.equals("127.0.0.1")
                ? Set.of("localhost:" + port, "127.0.0.1:" + port, "[::1]:" + port)
                : Set.of(host + ":" + port);
    }

    HttpServerOptions secured(HttpServerOptions server) {
        tls.ifPresent(
                it ->
                        server.setSsl(true)
                                .setKeyCertOptions(
                                        new PemKeyCertOptions()
                                                .setCertPath(it.chain().toString())
                                                .setKeyPath(it.key().toString())));
        return server;
    }

    /** The services are called by address, which a given certificate does not name. */
    HttpClientOptions secured(HttpClientOptions client) {
        tls.ifPresent(
                it ->
                        client.setSsl(true)
                                .setVerifyHost(false)
                                .setTrustOptions(
                                        new PemTrustOptions().addCertPath(it.chain().toString())));
        return client;
    }
}

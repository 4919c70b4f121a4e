package dev.countersign.web.outgoing;

import dev.countersign.clients.FetchedDocuments;
import dev.countersign.protocol.FetchedUri;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.ProxyOptions;
import io.vertx.core.net.ProxyType;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.net.TrustOptions;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Fetches documents from addresses that clients chose. A name is resolved once, and the call goes
 * to the address that was looked at; redirects are not followed. Through a proxy it is the proxy
 * that resolves: what that may reach is for its operator to say.
 */
@Singleton
public final class OutgoingDocuments implements FetchedDocuments {

    private final HttpClient client;
    private final Duration timeout;
    private final boolean allowsLoopback;
    private final Optional<Proxy> proxy;

    public OutgoingDocuments(Vertx vertx, OutgoingConfig config) {
        this.timeout = config.timeout();
        this.allowsLoopback = config.allowLoopback();
        this.proxy = config.proxy().map(address -> Proxy.parse(address, config.noProxy()));
        this.client =
                vertx.createHttpClient(
                        new HttpClientOptions()
                                .setKeepAlive(false)
                                .setConnectTimeout(Math.toIntExact(timeout.toMillis()))
                                .setTrustOptions(
                                        TrustOptions.wrap(Trust.of(config.trustedCertificates()))));
    }

    @Override
    public Uni<String> fetch(FetchedUri uri) {
        return Uni.createFrom()
                .item(() -> request(uri))
                // a resolver may take seconds
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .flatMap(
                        request ->
                                Uni.createFrom()
                                        .completionStage(() -> call(request).toCompletionStage()))
                .ifNoItem()
                .after(timeout)
                .failWith(() -> new IOException("no answer within " + timeout));
    }

    private Future<String> call(RequestOptions request) {
        return client.request(request).compose(HttpClientRequest::send).compose(JsonBody::of);
    }

    private RequestOptions request(FetchedUri uri) {
        String host = uri.uri().getHost();
        Optional<Proxy> itsProxy = proxy.filter(it -> it.isFor(host));
        List<InetAddress> resolved = resolve(host);
        Destination destination =
                itsProxy.isPresent()
                        ? Destination.byProxy(uri, resolved)
                        : Destination.direct(uri, resolved, allowsLoopback);
        RequestOptions request =
                new RequestOptions()
                        .setHost(host)
                        .setPort(destination.port())
                        .setSsl(destination.isEncrypted())
                        .setURI(destination.pathAndQuery())
                        .setTimeout(timeout.toMillis())
                        .putHeader("Accept", "application/jwk-set+json, application/json");
        itsProxy.ifPresent(it -> request.setProxyOptions(options(it)));
        destination
                .address()
                .map(it -> SocketAddress.inetSocketAddress(destination.port(), it.getHostAddress()))
                .ifPresent(request::setServer);
        return request;
    }

    private static ProxyOptions options(Proxy proxy) {
        return new ProxyOptions()
                .setType(ProxyType.HTTP)
                .setHost(proxy.host())
                .setPort(proxy.port());
    }

    private static List<InetAddress> resolve(String host) {
        try {
            return List.of(InetAddress.getAllByName(host));
        } catch (UnknownHostException e) {
            return List.of();
        }
    }
}

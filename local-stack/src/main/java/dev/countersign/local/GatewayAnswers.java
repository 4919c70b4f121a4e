package dev.countersign.local;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyResponse;
import java.net.ConnectException;
import java.util.UUID;

/**
 * The answers that the gateway gives itself, each with an {@code error_id} that its log has too.
 */
final class GatewayAnswers {

    private final Journal journal;

    GatewayAnswers(Journal journal) {
        this.journal = journal;
    }

    void refuse(HttpServerRequest request, GatewayRefusal refusal) {
        String json = refusal.json(noted(request, refusal, "gateway"));
        HttpServerResponse response = request.response().setStatusCode(refusal.status());
        response.putHeader("Content-Type", "application/json")
                .putHeader("Cache-Control", "no-store");
        if (hasBody(request)) {
            // a refused body is not read: the connection is of no further use
            response.putHeader("Connection", "close");
            response.end(json).onComplete(sent -> request.connection().close());
        } else {
            response.end(json);
        }
    }

    private static boolean hasBody(HttpServerRequest request) {
        return request.headers().contains("Content-Length")
                || request.headers().contains("Transfer-Encoding");
    }

    /** Passes a request on, and answers in place of a service that does not. */
    ProxyInterceptor passing(String service) {
        return new ProxyInterceptor() {
            @Override
            public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
                // the service sees the public origin as its host, not its own address
                context.request().setAuthority(context.request().proxiedRequest().authority());
                return context.sendRequest().recover(cause -> away(context, service, cause));
            }
        };
    }

    private Future<ProxyResponse> away(ProxyContext context, String service, Throwable cause) {
        GatewayRefusal refusal =
                cause instanceof ConnectException
                        ? GatewayRefusal.SERVICE_AWAY
                        : GatewayRefusal.SERVICE_SLOW;
        HttpServerRequest request = context.request().proxiedRequest();
        String id = noted(request, refusal, service + ": " + cause.getMessage());
        ProxyResponse response = context.request().release().response();
        response.setStatusCode(refusal.status())
                .putHeader("Content-Type", "application/json")
                .putHeader("Cache-Control", "no-store")
                .putHeader("Retry-After", "1")
                .setBody(Body.body(Buffer.buffer(refusal.json(id))));
        return Future.succeededFuture(response);
    }

    private String noted(HttpServerRequest request, GatewayRefusal refusal, String detail) {
        String id = UUID.randomUUID().toString();
        // the path only: a query may hold a code
        journal.log(
                "error_id=%s %s %s %d %s"
                        .formatted(
                                id,
                                request.method(),
                                LogText.of(request.path()),
                                refusal.status(),
                                LogText.of(detail)));
        return id;
    }
}

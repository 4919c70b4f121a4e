package dev.countersign.auth.authorize;

import dev.countersign.auth.authorize.AssembledRequest.Pushed;
import dev.countersign.auth.authorize.AssembledRequest.Refused;
import dev.countersign.auth.authorize.AssembledRequest.Sent;
import dev.countersign.clients.Application;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.protocol.request.Parameters;
import dev.countersign.store.request.PushedRequests;
import dev.countersign.store.request.RequestUri;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/**
 * The step between the application and all else, RFC 9101 §6.3: of what a browser brings, which
 * parameters count. Beside a {@code request_uri} of ours those are the pushed ones alone, and
 * {@code client_id}, by which they are found; in a request object, those of the object alone.
 *
 * <p>A pushed request is spent by its first use (RFC 9126 §4). Nobody reloads that address: a
 * person who must sign in is sent on to a page of the pending request, which may be reloaded.
 */
@Singleton
final class ParameterAssembly {

    private final PushedRequests pushed;
    private final RequestObjects objects;

    ParameterAssembly(PushedRequests pushed, RequestObjects objects) {
        this.pushed = pushed;
        this.objects = objects;
    }

    /** Whether the parameters that count are elsewhere than in what was sent. */
    static boolean isIndirect(Parameters sent) {
        return requestUri(sent).isPresent() || RequestObjects.in(sent).isPresent();
    }

    /** A failed {@code Uni} carries a refusal. */
    Uni<AssembledRequest> assemble(Application application, Parameters sent) {
        return requestUri(sent)
                .map(uri -> pushed(application, uri))
                .orElseGet(() -> byValue(application, sent));
    }

    private Uni<AssembledRequest> byValue(Application application, Parameters sent) {
        // what would have to be fetched is refused by a later step, whatever stands beside it
        return sent.values().getOrDefault("request_uri", List.of()).stream()
                        .anyMatch(it -> !it.isEmpty())
                ? Uni.createFrom().item(new Sent(sent))
                : objects.assemble(application, sent)
                        .<AssembledRequest>map(Sent::new)
                        .onFailure(OAuthException.class)
                        .recoverWithItem(refusal -> new Refused(sent, refusal));
    }

    private Uni<AssembledRequest> pushed(Application application, String uri) {
        return pushed.take(application.clientId(), read(uri))
                .map(found -> new Pushed(found.orElseThrow(ParameterAssembly::unknown)));
    }

    private static RequestUri read(String uri) {
        try {
            return new RequestUri(uri);
        } catch (IllegalArgumentException e) {
            throw unknown();
        }
    }

    private static OAuthException unknown() {
        return new OAuthException(Refusal.REQUEST_URI_UNKNOWN);
    }

    private static Optional<String> requestUri(Parameters sent) {
        return sent.ifOnce("request_uri").filter(RequestUri::isMeantBy);
    }
}

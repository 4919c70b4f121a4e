package dev.countersign.auth.authorize;

import dev.countersign.auth.browser.Browser;
import dev.countersign.clients.Application;
import dev.countersign.clients.ApplicationCache;
import dev.countersign.clients.RegisteredRedirectUri;
import dev.countersign.protocol.RedirectUri;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.protocol.request.Parameters;
import dev.countersign.store.request.PendingRequest;
import dev.countersign.store.request.PendingRequests;
import dev.countersign.store.request.RequestHandle;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the request that a page is about. A page goes on only in the browser that began the
 * request, and only while the application still has that redirection URI.
 */
@Singleton
public final class PendingPage {

    private final PendingRequests requests;
    private final ApplicationCache applications;

    PendingPage(PendingRequests requests, ApplicationCache applications) {
        this.requests = requests;
        this.applications = applications;
    }

    /** A pending request and what its page needs. */
    public record Pending(
            RequestHandle handle,
            PendingRequest request,
            Application application,
            RegisteredRedirectUri redirectUri) {

        public String page(String path) {
            return path + "?request=" + handle.value();
        }

        public boolean asksForConsent() {
            return request.prompt().contains(Prompt.CONSENT);
        }
    }

    public Uni<Pending> find(Parameters parameters, Browser browser) {
        RequestHandle handle =
                parameters
                        .get("request", RequestHandle::new, Refusal.PENDING_REQUEST_UNKNOWN)
                        .orElseThrow(PendingPage::unknown);
        return requests.find(handle)
                .map(found -> bound(found, browser))
                .flatMap(
                        request ->
                                applications
                                        .find(request.client())
                                        .map(it -> pending(handle, request, it)));
    }

    /** Takes the request: of two submitted forms, one goes on. */
    public Uni<Pending> close(Pending pending) {
        return requests.close(pending.handle())
                .map(taken -> taken.map(it -> pending).orElseThrow(PendingPage::unknown));
    }

    /**
     * The request once the person has signed in for it: under a new handle, without what asked for
     * the sign-in. So the pages that follow need not guess whether it happened.
     */
    public Uni<Pending> signedIn(Pending pending) {
        return close(pending)
                .map(taken -> afterSignIn(taken.request()))
                .flatMap(
                        request ->
                                requests.open(request)
                                        .map(
                                                handle ->
                                                        new Pending(
                                                                handle,
                                                                request,
                                                                pending.application(),
                                                                pending.redirectUri())));
    }

    private static PendingRequest afterSignIn(PendingRequest it) {
        Set<String> prompt = new HashSet<>(it.prompt());
        prompt.remove(Prompt.LOGIN);
        return new PendingRequest(
                it.client(),
                it.redirectUri(),
                it.redirectUriSent(),
                it.scopes(),
                it.state(),
                it.nonce(),
                it.challenge(),
                prompt,
                Optional.empty(),
                it.browser(),
                it.authorizedAt());
    }

    private static PendingRequest bound(Optional<PendingRequest> found, Browser browser) {
        return found.filter(it -> browser.began(it.browser())).orElseThrow(PendingPage::unknown);
    }

    private static Pending pending(
            RequestHandle handle, PendingRequest request, Optional<Application> found) {
        return found.filter(Application::enabled)
                .flatMap(
                        application ->
                                application
                                        .redirectUri(new RedirectUri(request.redirectUri()))
                                        .map(it -> new Pending(handle, request, application, it)))
                .orElseThrow(PendingPage::unknown);
    }

    private static OAuthException unknown() {
        return new OAuthException(Refusal.PENDING_REQUEST_UNKNOWN);
    }
}

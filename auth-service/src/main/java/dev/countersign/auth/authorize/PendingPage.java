package dev.countersign.auth.authorize;

import dev.countersign.auth.browser.Browser;
import dev.countersign.clients.Application;
import dev.countersign.clients.ApplicationCache;
import dev.countersign.clients.RegisteredRedirectUri;
import dev.countersign.protocol.RedirectUri;
import dev.countersign.protocol.UserId;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.protocol.request.Parameters;
import dev.countersign.store.request.PendingRequest;
import dev.countersign.store.request.PendingRequests;
import dev.countersign.store.request.RequestHandle;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;

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

        /** OpenID Connect Core 1.0 §3.1.2.1: {@code prompt=select_account}. */
        public boolean asksForAnAccount() {
            return request.prompt().contains(Prompt.SELECT_ACCOUNT);
        }

        /** The request without that question. */
        public PendingRequest accountChosen() {
            return Prompt.without(request, Prompt.SELECT_ACCOUNT);
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

    /** Of a request that was checked just now, and needs no redirect to this page. */
    public Uni<Pending> open(PendingRequest request, Application application) {
        return requests.open(request)
                .map(handle -> pending(handle, request, Optional.of(application)));
    }

    /** Takes the request: of two submitted forms, one goes on. */
    public Uni<Pending> close(Pending pending) {
        return requests.close(pending.handle())
                .map(taken -> taken.map(it -> pending).orElseThrow(PendingPage::unknown));
    }

    /**
     * The request once this person has signed in for it: under a new handle, without what asked for
     * the sign-in. So the pages that follow need not guess whether it happened.
     */
    public Uni<Pending> signedIn(Pending pending, UserId person) {
        return close(pending)
                .map(taken -> afterSignIn(taken.request(), person))
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

    private static PendingRequest afterSignIn(PendingRequest it, UserId person) {
        PendingRequest chosen = Prompt.without(it, Prompt.LOGIN, Prompt.SELECT_ACCOUNT);
        return chosen.asking(chosen.prompt(), Optional.empty()).goingOnWith(Optional.of(person));
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

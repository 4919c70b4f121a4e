package dev.countersign.auth.authorize;

import dev.countersign.auth.browser.Browser;
import dev.countersign.clients.Application;
import dev.countersign.clients.RegisteredRedirectUri;
import dev.countersign.protocol.ResponseType;
import dev.countersign.protocol.token.AuthorizationCode;
import dev.countersign.store.code.Authorization;
import dev.countersign.store.request.PendingRequest;
import dev.countersign.store.session.SsoSession;
import dev.countersign.store.subject.PairwiseSubjects;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** The last step: all that the response type promises, of one authorization. */
@Singleton
public final class Answering {

    private final PairwiseSubjects subjects;
    private final CodeIssuer codes;
    private final AuthorizationTokens tokens;
    private final AuthorizationResponse response;

    Answering(
            PairwiseSubjects subjects,
            CodeIssuer codes,
            AuthorizationTokens tokens,
            AuthorizationResponse response) {
        this.subjects = subjects;
        this.codes = codes;
        this.tokens = tokens;
        this.response = response;
    }

    /** {@code authorizedAt}: the instant of the decision, by PostgreSQL's clock. */
    public Uni<ResponseBuilder> answer(
            PendingRequest request,
            Application application,
            RegisteredRedirectUri to,
            SsoSession session,
            Instant authorizedAt,
            Browser browser) {
        return subjects.of(session.user(), application.sector())
                .map(
                        subject ->
                                CodeIssuer.authorization(
                                        request,
                                        application,
                                        session,
                                        subject,
                                        authorizedAt,
                                        browser))
                .flatMap(authorization -> answer(request, application, authorization))
                .map(answer -> response.granted(to, request, answer));
    }

    private Uni<Map<String, String>> answer(
            PendingRequest request, Application application, Authorization authorization) {
        return code(request.responseType(), application, authorization)
                .flatMap(code -> tokens.beside(code, request, application, authorization));
    }

    private Uni<Optional<AuthorizationCode>> code(
            ResponseType type, Application application, Authorization authorization) {
        return type.givesCode()
                ? codes.issue(authorization, application).map(Optional::of)
                : Uni.createFrom().item(Optional.empty());
    }
}

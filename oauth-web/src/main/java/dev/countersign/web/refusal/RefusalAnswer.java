package dev.countersign.web.refusal;

import dev.countersign.protocol.error.OAuthException;
import dev.countersign.web.page.Pages;
import dev.countersign.web.page.RefusalPage;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** The bodies of a refusal: for programs, of OAuth and of administration, and for people. */
final class RefusalAnswer {

    private RefusalAnswer() {}

    static ResponseBuilder json(OAuthException refused, @Nullable String path) {
        return ProblemBody.isUsedAt(path)
                ? Response.status(refused.code().status())
                        .type(ProblemBody.MEDIA_TYPE)
                        .entity(ProblemBody.of(refused))
                : Response.status(refused.code().status())
                        .type(MediaType.APPLICATION_JSON_TYPE)
                        .entity(ErrorBody.of(refused));
    }

    static ResponseBuilder page(OAuthException refused) {
        return Pages.page(
                refused.code().status(),
                RefusalPage.of(refused.code(), refused.description(), refused.id().value()));
    }

    /** Browsers name HTML; programs that accept anything do not. */
    static boolean wantsPage(@Nullable String accept) {
        return accept != null && accept.contains(MediaType.TEXT_HTML);
    }
}

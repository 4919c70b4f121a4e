package dev.countersign.web.page;

import dev.countersign.clients.RegisteredRedirectUri;
import dev.countersign.clients.RegisteredUri;
import dev.countersign.protocol.Origin;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import java.util.Locale;
import java.util.Optional;

/** Turns a template into a response. */
public final class Pages {

    private static final MediaType HTML = new MediaType("text", "html", "utf-8");

    private static final int OK = 200;

    private Pages() {}

    /** A page whose forms, if any, end on this server. */
    public static ResponseBuilder page(int status, TemplateInstance template) {
        return page(status, template, FormAction.here());
    }

    /** A page whose form ends at an application: its address is the one target allowed besides. */
    public static ResponseBuilder page(
            int status, TemplateInstance template, RegisteredUri formEndsAt) {
        return page(status, template, FormAction.hereAndAt(formEndsAt));
    }

    /** A page whose forms end on this server, which has this origin besides, if any. */
    public static ResponseBuilder page(
            int status, TemplateInstance template, Optional<Origin> besides) {
        return page(
                status, template, besides.map(FormAction::hereAndAt).orElseGet(FormAction::here));
    }

    /** A page whose only form is posted to an application. */
    public static ResponseBuilder posted(TemplateInstance template, RegisteredRedirectUri target) {
        return page(OK, template, FormAction.onlyAt(target));
    }

    private static ResponseBuilder page(int status, TemplateInstance template, FormAction forms) {
        Nonce nonce = Nonce.random();
        ResponseBuilder page = Response.status(status).type(HTML).entity(html(template, nonce));
        PageHeaders.of(nonce, forms).forEach(page::header);
        return page;
    }

    static String html(TemplateInstance template, Nonce nonce) {
        return template.setLocale(Locale.ENGLISH)
                .data("nonce", nonce.value())
                .data("style", Assets.STYLE)
                .render();
    }
}

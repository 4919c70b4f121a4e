package dev.countersign.system.client;

import dev.countersign.desktop.http.Answer;
import dev.countersign.desktop.http.Listener;
import dev.countersign.desktop.http.Request;
import dev.countersign.desktop.http.Wire;
import dev.countersign.system.stack.RunningStack;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** Where requests go: the public origin, or one replica of a service. */
public record Origin(String address, Wire wire) {

    public static Origin of(String address) {
        return new Origin(address, Wire.of(Listener.none()));
    }

    public static Origin of(RunningStack stack) {
        return of(stack.issuer());
    }

    public URI at(String path) {
        return URI.create(address + path);
    }

    public Answer get(String path) throws IOException {
        return wire.send(Request.get(at(path)));
    }

    public Answer get(String path, String bearer) throws IOException {
        return wire.send(Request.get(at(path)).with("Authorization", "Bearer " + bearer));
    }

    /** As a browser that holds these cookies, and shows nothing. */
    public Answer getWithCookies(String path, String cookies) throws IOException {
        return wire.send(Request.get(at(path)).with("Cookie", cookies));
    }

    /** A form as an application sends it: its own credentials, then the parameters. */
    public Answer post(String path, App app, Form form) throws IOException {
        return wire.send(app.authenticate(at(path), form));
    }

    public Answer post(String path, Form form) throws IOException {
        return wire.send(Request.form(at(path), form.encoded()));
    }

    public Answer send(String method, String path, String contentType, String body)
            throws IOException {
        return wire.send(
                new Request(method, at(path), Map.of("Content-Type", List.of(contentType)), body));
    }
}

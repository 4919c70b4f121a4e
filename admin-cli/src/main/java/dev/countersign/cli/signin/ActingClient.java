package dev.countersign.cli.signin;

import dev.countersign.cli.http.Form;
import dev.countersign.cli.http.Request;
import dev.countersign.cli.terminal.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The application that this command is at the server: a public one, or one with a secret. */
record ActingClient(String id, Optional<Secret> secret) {

    /** RFC 6749 §2.3.1: by the header, each part encoded; a public one only says who it is. */
    Request form(Map<String, String> parameters) {
        if (secret.isEmpty()) {
            var more = new LinkedHashMap<>(parameters);
            more.put("client_id", id);
            return Request.form(new Form(more));
        }
        String pair = Form.encoded(id) + ":" + Form.encoded(secret.get().value());
        String basic = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.US_ASCII));
        return Request.form(new Form(parameters)).with("Authorization", "Basic " + basic);
    }
}

package dev.countersign.desktop.step;

import com.nimbusds.oauth2.sdk.token.AccessToken;
import dev.countersign.desktop.http.Answer;
import dev.countersign.desktop.http.Request;
import dev.countersign.desktop.http.Wire;
import java.io.IOException;
import java.net.URI;

/** The protected API. */
public record Api(URI base, Wire wire) {

    Answer anonymously(String path) throws IOException {
        return wire.send(Request.get(address(path)));
    }

    Answer get(String path, AccessToken token) throws IOException {
        return get(path, token.getValue());
    }

    Answer get(String path, String token) throws IOException {
        return wire.send(Request.get(address(path)).with("Authorization", "Bearer " + token));
    }

    private URI address(String path) {
        return URI.create(base + path);
    }

    static Answer mustBeOk(Answer answer) throws StepFailed {
        StepFailed.unless(answer.status() == 200, "200", answer.status() + " " + answer.body());
        return answer;
    }

    /** RFC 6750 §3.1. */
    static Answer mustRefuse(Answer answer, int status, String error) throws StepFailed {
        String challenge = answer.header("WWW-Authenticate").orElse("no WWW-Authenticate");
        StepFailed.unless(
                answer.status() == status && challenge.contains("error=\"" + error + "\""),
                status + " " + error,
                answer.status() + " " + challenge);
        return answer;
    }
}

package dev.countersign.cli.administration;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.cli.http.Answer;
import dev.countersign.cli.outcome.Failed;

/** The problem document of RFC 9457, as a person reads it. */
final class Refusal {

    private Refusal() {}

    /** The answer, where it is no refusal. */
    static Answer orElse(Answer answer) {
        if (answer.isDone()) {
            return answer;
        }
        JsonNode problem = answer.json();
        if (answer.status() == 401) {
            throw Failed.notSignedIn(
                    "the server does not accept the token; " + text(answer.status(), problem));
        }
        if (answer.status() >= 500 || answer.status() < 400) {
            throw Failed.serverAway("the server answered " + answer.status() + errorId(problem));
        }
        throw Failed.refused(text(answer.status(), problem), answer.body());
    }

    /** The same for what is no token of a sign-in. */
    static Answer orElseOfASecret(Answer answer) {
        if (answer.status() == 401) {
            throw Failed.refused(text(answer.status(), answer.json()), answer.body());
        }
        return orElse(answer);
    }

    private static String text(int status, JsonNode problem) {
        var text = new StringBuilder("refused (" + status);
        if (problem.has("error")) {
            text.append(' ').append(problem.path("error").asText());
        }
        text.append(")");
        if (problem.has("detail")) {
            text.append(": ").append(problem.path("detail").asText());
        }
        for (JsonNode wrong : problem.path("errors")) {
            text.append("\n  ")
                    .append(wrong.path("field").asText())
                    .append(": ")
                    .append(wrong.path("detail").asText());
        }
        return text.append(errorId(problem)).toString();
    }

    private static String errorId(JsonNode problem) {
        return problem.has("error_id") ? "; error id " + problem.path("error_id").asText() : "";
    }
}

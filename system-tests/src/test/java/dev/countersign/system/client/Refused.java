package dev.countersign.system.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.desktop.http.Answer;

/** What every refusal has in common: a status, the fields of the error, and no trace of a stack. */
public final class Refused {

    private Refused() {}

    /** RFC 6749 §5.2 and contract.md section 3. */
    public static Answer with(Answer answer, int status, String error) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.text("error")).as(answer.body()).isEqualTo(error);
        assertThat(answer.text("error_description")).isNotBlank();
        return explained(answer);
    }

    /** RFC 6750 §3: the challenge says the same as the body. */
    public static Answer challenging(Answer answer, int status, String error) {
        assertThat(answer.header("WWW-Authenticate").orElse(""))
                .startsWith("Bearer")
                .contains("error=\"" + error + "\"");
        assertThat(answer.status()).isEqualTo(status);
        return answer;
    }

    /** Any refusal: with an id that an operator can look up. */
    public static Answer explained(Answer answer) {
        assertThat(answer.status()).isBetween(400, 599);
        assertThat(answer.text("error_id")).as(answer.body()).isNotBlank();
        assertThat(answer.body()).doesNotContain("Exception", "\tat ");
        return answer;
    }
}

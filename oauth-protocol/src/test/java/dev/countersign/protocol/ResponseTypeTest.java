package dev.countersign.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseTypeTest {

    /** RFC 6749 §3.1.1: the order of the words does not matter. */
    @ParameterizedTest
    @EnumSource(ResponseType.class)
    void theWordsComeInAnyOrder(ResponseType type) {
        List<String> words = Arrays.asList(type.words().split(" "));

        assertThat(ResponseType.of(type.words())).contains(type);
        assertThat(ResponseType.of(String.join(" ", words.reversed()))).contains(type);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "token",
                "none",
                "code code",
                "code  id_token",
                "code id_token ",
                "CODE"
            })
    void anythingElseIsNone(String words) {
        assertThat(ResponseType.of(words)).isEmpty();
    }

    /** OAuth 2.0 Multiple Response Type Encoding Practices §3, §5. */
    @ParameterizedTest
    @EnumSource(ResponseType.class)
    void whatHoldsATokenIsNeverForTheQuery(ResponseType type) {
        boolean codeAlone = type == ResponseType.CODE;

        assertThat(type.allows(ResponseMode.QUERY)).isEqualTo(codeAlone);
        assertThat(type.allows(ResponseMode.FRAGMENT)).isTrue();
        assertThat(type.allows(ResponseMode.FORM_POST)).isTrue();
        assertThat(type.usualMode())
                .isEqualTo(codeAlone ? ResponseMode.QUERY : ResponseMode.FRAGMENT);
    }

    @Test
    void nobodyGetsAnAccessTokenThereUnlessRegisteredForIt() {
        assertThat(ResponseType.USUAL).noneMatch(ResponseType::givesAccessToken);
    }

    @Test
    void aRefusalOfAnUnknownTypeIsReadWhereItsClientReads() {
        assertThat(ResponseType.usualMode("token")).isEqualTo(ResponseMode.FRAGMENT);
        assertThat(ResponseType.usualMode("none")).isEqualTo(ResponseMode.QUERY);
    }

    @Test
    void noFormIsPostedToAnAppsOwnScheme() {
        RedirectUri own = new RedirectUri("com.example.app:/callback");

        assertThat(ResponseMode.FORM_POST.reaches(own)).isFalse();
        assertThat(ResponseMode.FRAGMENT.reaches(own)).isTrue();
        assertThat(ResponseMode.FORM_POST.reaches(new RedirectUri("http://127.0.0.1/callback")))
                .isTrue();
    }
}

package dev.countersign.store.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SessionCookiesTest {

    private final SessionCookie one = SessionCookie.random();
    private final SessionCookie two = SessionCookie.random();
    private final SessionCookie three = SessionCookie.random();
    private final SessionCookies browser =
            new SessionCookies(Optional.of(one), List.of(two, three));

    @Test
    void theChosenOneIsCurrentAndTheFormerOneComesNext() {
        SessionCookies chosen = browser.choosing(three);

        assertThat(chosen.current()).contains(three);
        assertThat(chosen.others()).containsExactly(one, two);
    }

    @Test
    void nobodyMovesUpWhereTheCurrentOneGoes() {
        SessionCookies left = browser.keeping(List.of(three, two));

        assertThat(left.current()).isEmpty();
        assertThat(left.others()).containsExactly(two, three);
    }

    @Test
    void whatABrowserSendsTwiceCountsOnce() {
        assertThat(new SessionCookies(Optional.of(one), List.of(one, two, two)).all())
                .containsExactly(one, two);
    }

    @Test
    void inALogItShowsNoSecret() {
        assertThat(browser.toString()).doesNotContain(one.value()).doesNotContain(two.value());
    }
}

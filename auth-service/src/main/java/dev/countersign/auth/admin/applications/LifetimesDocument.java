package dev.countersign.auth.admin.applications;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.countersign.clients.Lifetimes;
import dev.countersign.web.administration.WrongFields;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lifetimes as ISO 8601 durations; what is left out has its default. */
@JsonNaming(SnakeCaseStrategy.class)
record LifetimesDocument(
        @Nullable String code,
        @Nullable String accessToken,
        @Nullable String grant,
        @Nullable String grantIdle,
        @Nullable String refreshWindow) {

    static final LifetimesDocument NONE = new LifetimesDocument(null, null, null, null, null);

    private static final Duration MILLISECOND = Duration.ofMillis(1);

    static LifetimesDocument of(Lifetimes lifetimes) {
        return new LifetimesDocument(
                lifetimes.code().toString(),
                lifetimes.accessToken().toString(),
                lifetimes.grant().toString(),
                lifetimes.grantIdle().map(Duration::toString).orElse(null),
                lifetimes.refreshWindow().toString());
    }

    Lifetimes parse(Lifetimes otherwise, WrongFields wrong) {
        Lifetimes longest = Lifetimes.LONGEST;
        return new Lifetimes(
                read("code", code, longest.code(), wrong).orElse(otherwise.code()),
                read("access_token", accessToken, longest.accessToken(), wrong)
                        .orElse(otherwise.accessToken()),
                read("grant", grant, longest.grant(), wrong).orElse(otherwise.grant()),
                read("grant_idle", grantIdle, longest.grantIdle().orElseThrow(), wrong),
                read("refresh_window", refreshWindow, longest.refreshWindow(), wrong)
                        .orElse(otherwise.refreshWindow()));
    }

    private static Optional<Duration> read(
            String name, @Nullable String text, Duration longest, WrongFields wrong) {
        return wrong.read(
                "lifetimes." + name,
                text,
                it -> within(Duration.parse(it), longest),
                "is no duration like PT30M, or not within " + longest);
    }

    /** Milliseconds are the finest that is kept. */
    private static Duration within(Duration duration, Duration longest) {
        if (duration.compareTo(MILLISECOND) < 0 || duration.compareTo(longest) > 0) {
            throw new IllegalArgumentException("not within its bounds");
        }
        return Duration.ofMillis(duration.toMillis());
    }
}

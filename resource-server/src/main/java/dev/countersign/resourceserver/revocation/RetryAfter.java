package dev.countersign.resourceserver.revocation;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** RFC 9110 §10.2.3, in seconds, and believed up to ten of them. */
final class RetryAfter {

    private static final Pattern SECONDS = Pattern.compile("\\d{1,5}");
    private static final long MOST = 10;

    private RetryAfter() {}

    static Optional<Duration> of(HttpResponse<?> response) {
        return response.headers()
                .firstValue("Retry-After")
                .filter(value -> SECONDS.matcher(value).matches())
                .map(value -> Duration.ofSeconds(Math.min(MOST, Long.parseLong(value))));
    }
}

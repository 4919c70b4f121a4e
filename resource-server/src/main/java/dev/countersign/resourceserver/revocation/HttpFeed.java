package dev.countersign.resourceserver.revocation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.resourceserver.issuer.ApiCredentials;
import dev.countersign.resourceserver.issuer.IssuerHttp;
import dev.countersign.resourceserver.revocation.FeedRecord.Unreadable;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The same rules over HTTP, for an API without Kafka: one request after the other, each of which
 * the issuer answers as soon as there is a rule, and about once a second anyway. The cursor of a
 * request tells the issuer what this instance has applied.
 */
public final class HttpFeed implements RevocationFeed {

    private static final System.Logger LOG = System.getLogger(HttpFeed.class.getName());

    /** For how long the issuer may think; shorter than any staleness bound that makes sense. */
    private static final Duration WAIT = Duration.ofSeconds(3);

    private static final Duration LIMIT = WAIT.plusSeconds(5);
    private static final long LARGEST = 16L * 1024 * 1024;

    /** An answer with nothing in it that comes sooner is no long poll: do not become a flood. */
    private static final Duration LEAST = Duration.ofMillis(200);

    /** What only another version or another configuration can mend. */
    private static final Duration SELDOM = Duration.ofSeconds(5);

    private final URI address;
    private final IssuerHttp http;
    private final ApiCredentials credentials;
    private final InstanceName instance;
    private final Intake intake;
    private final Thread thread;
    private volatile boolean closed;
    private volatile boolean ready;
    private String cursor = "";
    private String reported = "";
    private int failures;
    private boolean understood = true;

    /**
     * @param address https, or loopback
     */
    public HttpFeed(
            URI address,
            IssuerHttp http,
            ApiCredentials credentials,
            InstanceName instance,
            Intake intake) {
        this.address = address;
        this.http = http;
        this.credentials = credentials;
        this.instance = instance;
        this.intake = intake;
        this.thread = Thread.ofPlatform().daemon().name("revocation-feed").unstarted(this::run);
    }

    @Override
    public void start() {
        thread.start();
    }

    @Override
    public boolean ready() {
        return ready;
    }

    private void run() {
        intake.reading(1);
        try {
            while (!closed) {
                long asked = System.nanoTime();
                Duration pause = round();
                // what the answer took is part of it
                Thread.sleep(pause.minusNanos(Math.min(pause.toNanos(), since(asked))));
            }
        } catch (InterruptedException e) {
            // closed
        }
    }

    /** Also an Error: a feed that ends silently is stale for ever. */
    private Duration round() throws InterruptedException {
        try {
            Duration pause = next();
            intake.settle();
            return pause;
        } catch (RuntimeException | Error e) {
            return failed(e.toString());
        }
    }

    /** One question and its answer. Returns how long to wait from the question to the next. */
    private Duration next() throws InterruptedException {
        CompletableFuture<HttpResponse<String>> answer = http.send(request(), LIMIT, LARGEST);
        try {
            HttpResponse<String> response = answer.get();
            if (response.statusCode() != 200) {
                return refused(response);
            }
            return take(FeedRecordReader.parse(response.body()));
        } catch (ExecutionException e) {
            return failed(String.valueOf(e.getCause()));
        } catch (IllegalArgumentException e) {
            return failed("the answer is not one of the feed: " + e.getMessage());
        }
    }

    private HttpRequest.Builder request() {
        String after = cursor.isEmpty() ? "" : "&after=" + encoded(cursor);
        String query = "?wait=" + WAIT.toSeconds() + "&instance=" + encoded(instance.value());
        return HttpRequest.newBuilder(URI.create(address + query + after))
                .header("Authorization", credentials.authorization())
                .header("Accept", "application/json");
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private Duration take(JsonNode json) {
        if (!FeedAnswer.isOfAnotherVersion(json)) {
            return take(FeedAnswer.read(json));
        }
        if (understood) {
            understood = false;
            intake.take(new Unreadable("an answer of another version"), 0, "after " + cursor);
        }
        return SELDOM;
    }

    /** Rules first: the heartbeat says that they are known. */
    private Duration take(FeedAnswer answer) {
        String place = "after " + cursor;
        answer.rules().forEach(rule -> intake.take(rule, 0, place));
        answer.heartbeat().ifPresent(heartbeat -> intake.take(heartbeat, 0, place));
        ready = ready || (!answer.more() && intake.fresh());
        // a chain that begins anew again and again is not followed at full speed
        boolean moved =
                !answer.reset() && !answer.rules().isEmpty() && !answer.cursor().equals(cursor);
        cursor = answer.cursor();
        failures = 0;
        reported = "";
        return moved ? Duration.ZERO : LEAST;
    }

    private Duration refused(HttpResponse<String> response) {
        Duration pause = failed("it answered " + response.statusCode());
        return switch (response.statusCode()) {
            // a cursor that nobody knows any more: from all live rules again, and none is forgotten
            case 400, 404, 410 -> {
                cursor = "";
                yield pause;
            }
            case 401, 403 -> SELDOM;
            default -> RetryAfter.of(response).filter(it -> it.compareTo(pause) > 0).orElse(pause);
        };
    }

    /** Said once, however often it is tried; the address is public, the credentials are not. */
    private Duration failed(String why) {
        if (!closed && !why.equals(reported)) {
            reported = why;
            LOG.log(System.Logger.Level.WARNING, "revocation feed {0}: {1}", address, why);
        }
        failures = Math.min(failures + 1, 4);
        long most = 250L << (failures - 1);
        return Duration.ofMillis(most / 2 + ThreadLocalRandom.current().nextLong(most / 2 + 1));
    }

    private static long since(long nanos) {
        return System.nanoTime() - nanos;
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}

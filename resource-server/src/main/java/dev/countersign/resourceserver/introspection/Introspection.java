package dev.countersign.resourceserver.introspection;

import dev.countersign.resourceserver.issuer.ApiCredentials;
import dev.countersign.resourceserver.issuer.IssuerDocuments;
import dev.countersign.resourceserver.issuer.IssuerHttp;
import dev.countersign.resourceserver.issuer.IssuerMetadata;
import dev.countersign.resourceserver.refusal.AccessRefusal;
import dev.countersign.resourceserver.refusal.Refused;
import dev.countersign.resourceserver.token.AccessToken;
import dev.countersign.resourceserver.token.BearerToken;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** The issuer's introspection endpoint, where its discovery document says it is. */
public final class Introspection {

    private static final System.Logger LOG = System.getLogger(Introspection.class.getName());
    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final long LARGEST = 64 * 1024;

    private final IssuerDocuments issuer;
    private final IssuerHttp http;
    private final ApiCredentials credentials;
    private final String audience;
    private final Consumer<BearerToken> inactive;
    private final InstantSource clock;
    private final RecentAnswers answers;
    private final AtomicBoolean away = new AtomicBoolean();
    private final LongAdder asked = new LongAdder();

    /**
     * @param keep for how long an answer is used again: a revocation is noticed that much later
     * @param inactive told of each token that an answer does not confirm; must not block
     */
    public Introspection(
            IssuerDocuments issuer,
            IssuerHttp http,
            ApiCredentials credentials,
            String audience,
            Duration keep,
            Consumer<BearerToken> inactive,
            InstantSource clock,
            LongSupplier nanos) {
        this.issuer = issuer;
        this.http = http;
        this.credentials = credentials;
        this.audience = audience;
        this.inactive = inactive;
        this.clock = clock;
        this.answers = new RecentAnswers(keep, nanos);
    }

    /**
     * The token as the issuer sees it now, perhaps with fewer scopes. Fails with {@link Refused}:
     * 401 if it does not count any more, 503 if that can not be told.
     */
    public CompletionStage<AccessToken> confirm(BearerToken bearer, AccessToken token) {
        return answers.of(bearer.sha256(), () -> ask(bearer))
                .thenApply(answer -> confirmed(bearer, token, answer));
    }

    private AccessToken confirmed(
            BearerToken bearer, AccessToken token, IntrospectionAnswer answer) {
        try {
            return answer.confirm(token, audience, clock.instant());
        } catch (Refused refused) {
            inactive.accept(bearer);
            throw refused;
        }
    }

    /** How many questions were sent. */
    public long asked() {
        return asked.sum();
    }

    private CompletableFuture<IntrospectionAnswer> ask(BearerToken bearer) {
        asked.increment();
        return issuer.metadata()
                .thenCompose(metadata -> send(endpoint(metadata), bearer))
                .thenApply(Introspection::read)
                .whenComplete((answer, failure) -> report(Optional.ofNullable(failure)))
                .exceptionally(
                        failure -> {
                            throw Refused.because(
                                    AccessRefusal.INTROSPECTION_UNAVAILABLE, cause(failure));
                        });
    }

    private static URI endpoint(IssuerMetadata metadata) {
        return metadata.introspectionEndpoint()
                .orElseThrow(
                        () -> new IllegalStateException("no introspection_endpoint is published"));
    }

    /** RFC 7662 §2.1. */
    private CompletableFuture<HttpResponse<String>> send(URI endpoint, BearerToken bearer) {
        String form =
                "token="
                        + URLEncoder.encode(bearer.value(), StandardCharsets.US_ASCII)
                        + "&token_type_hint=access_token";
        HttpRequest.Builder request =
                HttpRequest.newBuilder(endpoint)
                        .header("Authorization", credentials.authorization())
                        .header("Accept", "application/json")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form));
        return http.send(request, LIMIT, LARGEST);
    }

    /** RFC 7662 §2.3: a 401 is about this API's credentials and says nothing of the token. */
    private static IntrospectionAnswer read(HttpResponse<String> response) {
        if (response.statusCode() != 200) {
            throw new IllegalStateException(
                    "the introspection endpoint answered " + response.statusCode());
        }
        return IntrospectionAnswer.read(response.body());
    }

    /** Said once when it begins and once when it ends. */
    private void report(Optional<Throwable> failure) {
        if (failure.isPresent() && away.compareAndSet(false, true)) {
            LOG.log(System.Logger.Level.ERROR, "introspection is away: " + cause(failure.get()));
        } else if (failure.isEmpty() && away.compareAndSet(true, false)) {
            LOG.log(System.Logger.Level.INFO, "introspection answers again");
        }
    }

    private static Throwable cause(Throwable failure) {
        Throwable cause = failure.getCause();
        return failure instanceof CompletionException && cause != null ? cause : failure;
    }
}

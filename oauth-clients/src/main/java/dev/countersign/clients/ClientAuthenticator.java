package dev.countersign.clients;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.protocol.request.ClientCredentials;
import dev.countersign.protocol.request.ClientCredentials.Assertion;
import dev.countersign.protocol.request.ClientCredentials.None;
import dev.countersign.protocol.request.ClientCredentials.SecretBasic;
import dev.countersign.protocol.request.ClientCredentials.SecretPost;
import dev.countersign.protocol.request.ClientSecret;
import dev.countersign.protocol.secret.ServerKeys;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Says who is calling, or {@code invalid_client}, RFC 6749 §3.2.1. Whatever failed, the outside
 * reads the same.
 *
 * <p>A caller comes out of a copy, and may have been changed since. If it cannot be authenticated
 * by that, it is read anew, so that a secret that replaced another works at once. If it can, the
 * work that is done for it finds out, and fails with {@link Refusal#CLIENT_CHANGED} before it has
 * changed anything: then, too, the caller is read anew, must hold against that, and the work begins
 * again.
 */
@Singleton
public final class ClientAuthenticator {

    /** Who only guesses costs one read a second for each caller that there is. */
    private static final Duration DOUBT = Duration.ofSeconds(1);

    private static final int LARGEST = 10_000;

    /**
     * What a newer reading may tell otherwise. Ids can be invented without end: none is read twice.
     */
    private static final Set<Refusal> DOUBTFUL =
            EnumSet.of(
                    Refusal.CLIENT_SECRET_WRONG,
                    Refusal.CLIENT_SECRET_MISSING,
                    Refusal.CLIENT_SECRET_OF_PUBLIC_CLIENT,
                    Refusal.CLIENT_METHOD,
                    Refusal.CLIENT_ASSERTION_SIGNATURE,
                    Refusal.CLIENT_DISABLED);

    private final Cache<ClientId, Refusal> doubted =
            Caffeine.newBuilder().expireAfterWrite(DOUBT).maximumSize(LARGEST).build();
    private final ApplicationCache applications;
    private final ClientAssertions assertions;
    private final ServerKeys keys;
    private final InstantSource clock;

    public ClientAuthenticator(
            ApplicationCache applications,
            ClientAssertions assertions,
            ServerKeys keys,
            InstantSource clock) {
        this.applications = applications;
        this.assertions = assertions;
        this.keys = keys;
        this.clock = clock;
    }

    /** Works for the application that calls; a refusal fails with {@link OAuthException}. */
    public <T> Uni<T> authenticate(
            ClientCredentials credentials, Function<Application, Uni<? extends T>> work) {
        ClientId id = credentials.clientId();
        ApplicationCredentials its = ofApplication(credentials);
        return working(
                credentials,
                application(applications.find(id), its),
                application(applications.findAnew(id), its),
                work);
    }

    /** The same for an application or API; public clients are refused (RFC 7662 §2.1). */
    public <T> Uni<T> authenticateConfidential(
            ClientCredentials credentials, Function<Caller, Uni<? extends T>> work) {
        ClientId id = credentials.clientId();
        ApplicationCredentials its = ofApplication(credentials);
        return working(
                credentials,
                confidential(applications.findApi(id), applications.find(id), credentials, its),
                confidential(
                        applications.findApiAnew(id), applications.findAnew(id), credentials, its),
                work);
    }

    /**
     * The API that calls, by the credential with which it introspects; no application is one. For
     * what asks no store, so that a replaced secret may be taken for as long as a copy lives.
     */
    public Uni<Api> authenticateApi(ClientCredentials credentials) {
        ClientId id = credentials.clientId();
        return authenticated(
                credentials,
                api(applications.findApi(id), credentials),
                api(applications.findApiAnew(id), credentials));
    }

    private <C, T> Uni<T> working(
            ClientCredentials credentials,
            Uni<C> remembered,
            Uni<C> anew,
            Function<C, Uni<? extends T>> work) {
        return authenticated(credentials, remembered, anew)
                .flatMap(work)
                .onFailure(ClientAuthenticator::isOfBefore)
                .recoverWithUni(() -> anew.flatMap(work));
    }

    private <C> Uni<C> authenticated(
            ClientCredentials credentials, Uni<C> remembered, Uni<C> anew) {
        return remembered
                .onFailure(failure -> isDoubtful(failure, credentials.clientId()))
                .recoverWithUni(anew);
    }

    private boolean isDoubtful(Throwable failure, ClientId client) {
        return failure instanceof OAuthException refused
                && DOUBTFUL.contains(refused.refusal())
                && doubted.asMap().putIfAbsent(client, refused.refusal()) == null;
    }

    private static boolean isOfBefore(Throwable failure) {
        return failure instanceof OAuthException refused
                && refused.refusal() == Refusal.CLIENT_CHANGED;
    }

    private Uni<Caller> confidential(
            Uni<Optional<Api>> api,
            Uni<Optional<Application>> application,
            ClientCredentials credentials,
            ApplicationCredentials its) {
        return api.flatMap(
                found ->
                        found.isPresent()
                                ? Uni.createFrom()
                                        .item(found.get())
                                        .<Caller>map(it -> authenticated(it, credentials))
                                : application(application, its)
                                        .map(ClientAuthenticator::confidential));
    }

    private static Caller confidential(Application application) {
        if (application.isPublic()) {
            throw new OAuthException(Refusal.CALLER_MAY_NOT_INTROSPECT);
        }
        return application;
    }

    private Uni<Api> api(Uni<Optional<Api>> read, ClientCredentials credentials) {
        return read.map(
                        found ->
                                found.orElseThrow(
                                        () -> new OAuthException(Refusal.CALLER_IS_NO_API)))
                .map(api -> authenticated(api, credentials));
    }

    private Api authenticated(Api api, ClientCredentials credentials) {
        if (!api.secret().matches(sent(credentials), keys)) {
            throw new OAuthException(Refusal.CLIENT_SECRET_WRONG);
        }
        return api;
    }

    private static Uni<Application> application(
            Uni<Optional<Application>> read, ApplicationCredentials credentials) {
        return read.map(
                        found ->
                                found.orElseThrow(() -> new OAuthException(Refusal.CLIENT_UNKNOWN)))
                .flatMap(credentials::authenticate);
    }

    private ApplicationCredentials ofApplication(ClientCredentials credentials) {
        return new ApplicationCredentials(credentials, assertions, keys, clock);
    }

    /** An API has a secret for introspection, and no other way to authenticate. */
    private static ClientSecret sent(ClientCredentials credentials) {
        return switch (credentials) {
            case None ignored -> throw new OAuthException(Refusal.CLIENT_SECRET_MISSING);
            case SecretBasic basic -> basic.secret();
            case SecretPost post -> post.secret();
            case Assertion ignored -> throw new OAuthException(Refusal.CLIENT_METHOD);
        };
    }
}

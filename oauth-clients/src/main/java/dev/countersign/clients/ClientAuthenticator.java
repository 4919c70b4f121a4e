package dev.countersign.clients;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.protocol.request.ClientCredentials;
import dev.countersign.protocol.request.ClientCredentials.None;
import dev.countersign.protocol.request.ClientCredentials.SecretBasic;
import dev.countersign.protocol.request.ClientCredentials.SecretPost;
import dev.countersign.protocol.request.ClientSecret;
import dev.countersign.protocol.secret.ServerKeys;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/**
 * Says who is calling, or {@code invalid_client}, RFC 6749 §3.2.1. Whatever failed, the outside
 * reads the same.
 */
@Singleton
public final class ClientAuthenticator {

    /** Who only guesses costs one read a second for each application that there is. */
    private static final Duration DOUBT = Duration.ofSeconds(1);

    private static final int LARGEST = 10_000;

    private final Cache<ClientId, Refusal> doubted =
            Caffeine.newBuilder().expireAfterWrite(DOUBT).maximumSize(LARGEST).build();
    private final ApplicationCache applications;
    private final ServerKeys keys;

    public ClientAuthenticator(ApplicationCache applications, ServerKeys keys) {
        this.applications = applications;
        this.keys = keys;
    }

    /**
     * The application that calls; a failed {@code Uni} carries an {@link OAuthException}. A secret
     * that is not the one remembered may be the one that replaced it.
     */
    public Uni<Application> authenticate(ClientCredentials credentials) {
        return applications
                .find(credentials.clientId())
                .map(found -> authenticated(found, credentials))
                .onFailure(failure -> mayBeReplaced(failure, credentials.clientId()))
                .recoverWithUni(() -> authenticateAnew(credentials));
    }

    private boolean mayBeReplaced(Throwable failure, ClientId client) {
        return failure instanceof OAuthException refused
                && refused.refusal() == Refusal.CLIENT_SECRET_WRONG
                && doubted.asMap().putIfAbsent(client, Refusal.CLIENT_SECRET_WRONG) == null;
    }

    /**
     * The same against the application as it is from now on, where what was remembered of it has
     * proved too old: its secret may have been replaced, and it disabled, since.
     */
    public Uni<Application> authenticateAnew(ClientCredentials credentials) {
        return applications
                .findAnew(credentials.clientId())
                .map(found -> authenticated(found, credentials));
    }

    /** The application or API that calls; public clients are refused (RFC 7662 §2.1). */
    public Uni<Caller> authenticateConfidential(ClientCredentials credentials) {
        return applications
                .findApi(credentials.clientId())
                .flatMap(
                        api ->
                                api.isPresent()
                                        ? Uni.createFrom()
                                                .item(api.get())
                                                .<Caller>map(it -> authenticated(it, credentials))
                                        : authenticate(credentials).map(this::confidential));
    }

    /** The API that calls, by the credential with which it introspects; no application is one. */
    public Uni<Api> authenticateApi(ClientCredentials credentials) {
        return applications
                .findApi(credentials.clientId())
                .map(found -> found.orElseThrow(() -> new OAuthException(Refusal.CALLER_IS_NO_API)))
                .map(api -> authenticated(api, credentials));
    }

    private Caller confidential(Application application) {
        if (application.isPublic()) {
            throw new OAuthException(Refusal.CALLER_MAY_NOT_INTROSPECT);
        }
        return application;
    }

    private Api authenticated(Api api, ClientCredentials credentials) {
        check(api.secret(), credentials);
        return api;
    }

    private Application authenticated(Optional<Application> found, ClientCredentials credentials) {
        Application application =
                found.orElseThrow(() -> new OAuthException(Refusal.CLIENT_UNKNOWN));
        if (!application.enabled()) {
            throw new OAuthException(Refusal.CLIENT_DISABLED);
        }
        if (application.secret().isPresent()) {
            check(application.secret().get(), credentials);
        } else if (!(credentials instanceof None)) {
            throw new OAuthException(Refusal.CLIENT_SECRET_OF_PUBLIC_CLIENT);
        }
        return application;
    }

    private void check(StoredSecret stored, ClientCredentials credentials) {
        ClientSecret secret =
                switch (credentials) {
                    case None ignored -> throw new OAuthException(Refusal.CLIENT_SECRET_MISSING);
                    case SecretBasic basic -> basic.secret();
                    case SecretPost post -> post.secret();
                };
        if (!stored.matches(secret, keys)) {
            throw new OAuthException(Refusal.CLIENT_SECRET_WRONG);
        }
    }
}

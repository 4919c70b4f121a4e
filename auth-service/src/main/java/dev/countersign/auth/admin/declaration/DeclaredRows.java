package dev.countersign.auth.admin.declaration;

import dev.countersign.auth.admin.ApiEntity;
import dev.countersign.auth.admin.ApiEntity.ApiScope;
import dev.countersign.auth.admin.ApplicationEntity;
import dev.countersign.auth.admin.UserEntity;
import dev.countersign.auth.admin.applications.Secrets;
import dev.countersign.auth.admin.declaration.Declarations.DeclaredApi;
import dev.countersign.auth.admin.declaration.Declarations.DeclaredUser;
import dev.countersign.auth.password.PasswordHash;
import dev.countersign.clients.Lifetimes;
import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.request.ClientSecret;
import dev.countersign.store.application.StoredSecurity;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes the rows say what is declared, in one transaction: all of it or nothing. What is not
 * declared stays. Replicas that start together take turns.
 */
@Singleton
final class DeclaredRows {

    /** Any number will do, as long as nothing else locks by it. */
    private static final String ONE_AT_A_TIME = "select pg_advisory_xact_lock(728200145)";

    /** Intervals, which entities do not know. */
    private static final String LIFETIMES =
            """
            update applications set code_lifetime = make_interval(secs => ?1),
              access_token_lifetime = make_interval(secs => ?2),
              grant_lifetime = make_interval(secs => ?3),
              grant_idle_limit = make_interval(secs => ?4),
              refresh_window = make_interval(secs => ?5)
            where client_id = ?6
            """;

    private final Secrets secrets;

    DeclaredRows(Secrets secrets) {
        this.secrets = secrets;
    }

    /** Who has no account yet. */
    Uni<List<DeclaredUser>> newcomers(List<DeclaredUser> declared) {
        List<String> addresses = declared.stream().map(DeclaredUser::email).toList();
        return Panache.withSession(() -> UserEntity.<UserEntity>list("email in ?1", addresses))
                .map(found -> found.stream().map(user -> user.email).collect(Collectors.toSet()))
                .map(known -> declared.stream().filter(it -> !known.contains(it.email())).toList());
    }

    /**
     * @param passwords of those who have no account yet; without them nothing is written
     */
    Uni<Void> write(Declarations declared, Map<DeclaredUser, PasswordHash> passwords) {
        return Panache.withTransaction(
                () ->
                        lock().chain(() -> each(declared.apis(), this::write))
                                // applications refer to APIs
                                .chain(Panache::flush)
                                .chain(() -> each(declared.applications(), this::write))
                                .chain(() -> each(declared.users(), user -> write(user, passwords)))
                                .chain(Panache::flush)
                                .chain(
                                        () ->
                                                each(
                                                        declared.applications(),
                                                        DeclaredMembers::write)));
    }

    private static Uni<Void> lock() {
        return Panache.getSession()
                .flatMap(
                        session ->
                                session.createNativeQuery(ONE_AT_A_TIME, Object.class)
                                        .getSingleResultOrNull())
                .replaceWithVoid();
    }

    private static <T> Uni<Void> each(List<T> items, Function<T, Uni<?>> write) {
        return Multi.createFrom()
                .iterable(items)
                .onItem()
                .transformToUniAndConcatenate(write)
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<ApiEntity> write(DeclaredApi declared) {
        return ApiEntity.<ApiEntity>findById(declared.identifier())
                .flatMap(
                        found -> {
                            ApiEntity api = found == null ? new ApiEntity() : found;
                            api.identifier = declared.identifier();
                            api.name = declared.name();
                            // what an administrator disabled stays so
                            api.enabled = found == null || found.enabled;
                            declared.credential()
                                    .ifPresent(
                                            credential -> {
                                                api.introspectionClientId = credential.clientId();
                                                api.introspectionSecret =
                                                        credential
                                                                .secret()
                                                                .map(this::stored)
                                                                .orElse(api.introspectionSecret);
                                                check(
                                                        credential.clientId(),
                                                        api.introspectionSecret);
                                            });
                            Set<ApiScope> scopes =
                                    declared.scopes().stream()
                                            .map(it -> new ApiScope(it.name(), it.sentence()))
                                            .collect(Collectors.toCollection(HashSet::new));
                            if (!api.scopes.equals(scopes)) {
                                api.scopes.clear();
                                api.scopes.addAll(scopes);
                            }
                            return api.persist();
                        });
    }

    private Uni<ApplicationEntity> write(DeclaredApplication declared) {
        return ApplicationEntity.<ApplicationEntity>findById(declared.clientId())
                .flatMap(
                        found -> {
                            ApplicationEntity it = found == null ? new ApplicationEntity() : found;
                            it.clientId = declared.clientId();
                            it.name = declared.name();
                            it.type = declared.type();
                            if (!declared.keepsSecret()) {
                                it.secret =
                                        declared.secret()
                                                .map(secret -> stored(secret, declared))
                                                .orElse(null);
                            }
                            it.secretIsOptional = declared.isPublic() && it.secret != null;
                            if (declared.needsSecret()) {
                                check(declared.clientId(), it.secret);
                            }
                            it.redirectUris = declared.redirectUriArray();
                            it.postLogoutRedirectUris = declared.postLogoutRedirectUriArray();
                            it.scopes = declared.scopeArray();
                            it.grantTypes = declared.grantTypeArray();
                            it.responseTypes = declared.responseTypeArray();
                            it.defaultApi = declared.defaultApi();
                            it.requiresConsent = declared.requiresConsent();
                            it.requiresPkce = declared.requiresPkce();
                            it.membersOnly = declared.isForMembersOnly();
                            it.corsOrigins = declared.corsOriginArray();
                            it.dialect = declared.speaksDialect();
                            it.dialectIssuer = declared.itsDialectIssuer();
                            it.security = StoredSecurity.write(declared.itsSecurity());
                            it.enabled =
                                    found == null ? declared.isEnabledAtFirst() : found.enabled;
                            return it.<ApplicationEntity>persistAndFlush();
                        })
                .call(() -> lifetimes(declared.clientId(), declared.itsLifetimes()));
    }

    private static Uni<Integer> lifetimes(String clientId, Lifetimes lifetimes) {
        return Panache.getSession()
                .flatMap(
                        session ->
                                session.createNativeQuery(LIFETIMES)
                                        .setParameter(1, seconds(lifetimes.code()))
                                        .setParameter(2, seconds(lifetimes.accessToken()))
                                        .setParameter(3, seconds(lifetimes.grant()))
                                        .setParameter(
                                                4,
                                                lifetimes
                                                        .grantIdle()
                                                        .map(DeclaredRows::seconds)
                                                        .orElse(null))
                                        .setParameter(5, seconds(lifetimes.refreshWindow()))
                                        .setParameter(6, clientId)
                                        .executeUpdate());
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    private Uni<UserEntity> write(
            DeclaredUser declared, Map<DeclaredUser, PasswordHash> passwords) {
        return UserEntity.findByEmail(declared.email())
                .flatMap(
                        found -> {
                            UserEntity user = found == null ? newUser(declared, passwords) : found;
                            user.givenName = declared.givenName();
                            user.familyName = declared.familyName();
                            user.claims = new JsonObject(declared.profile().values());
                            user.emailVerified = Boolean.TRUE.equals(declared.emailVerified());
                            return user.persist();
                        });
    }

    private static UserEntity newUser(
            DeclaredUser declared, Map<DeclaredUser, PasswordHash> passwords) {
        UserEntity user = new UserEntity();
        user.id = UUID.randomUUID();
        user.email = declared.email();
        PasswordHash password = passwords.get(declared);
        if (password == null) {
            throw new IllegalArgumentException(
                    "password is missing, and there is no account that has one: " + declared);
        }
        user.passwordHash = password.phc();
        user.passwordVersion = 1;
        // whoever writes the files of the server may do everything already
        user.passwordIsOwn = true;
        user.enabled = true;
        // afterwards they are as administrators make them: a start gives back nothing
        user.roles = declared.roleArray();
        return user;
    }

    /** Without a secret it would be a public client. */
    private static void check(String clientId, byte @Nullable [] secret) {
        if (secret == null) {
            throw new IllegalArgumentException(
                    "clientSecret is missing, and there is none that could stay: " + clientId);
        }
    }

    private byte[] stored(ClientSecret secret) {
        return secrets.stored(secret).bytes();
    }

    private byte[] stored(ClientSecret secret, DeclaredApplication of) {
        return secrets.stored(secret, new ClientId(of.clientId()), of.itsSecurity()).bytes();
    }
}

package dev.countersign.auth.admin.declaration;

import dev.countersign.auth.admin.ApiEntity;
import dev.countersign.auth.admin.ApiEntity.ApiScope;
import dev.countersign.auth.admin.ApplicationEntity;
import dev.countersign.auth.admin.UserEntity;
import dev.countersign.auth.admin.declaration.Declarations.DeclaredApi;
import dev.countersign.auth.admin.declaration.Declarations.DeclaredApplication;
import dev.countersign.auth.admin.declaration.Declarations.DeclaredUser;
import dev.countersign.auth.password.PasswordHash;
import dev.countersign.clients.Lifetimes;
import dev.countersign.clients.StoredSecret;
import dev.countersign.protocol.request.ClientSecret;
import dev.countersign.protocol.secret.ServerKeys;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

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

    private final ServerKeys keys;

    DeclaredRows(ServerKeys keys) {
        this.keys = keys;
    }

    Uni<Void> write(Declarations declared, Map<DeclaredUser, PasswordHash> passwords) {
        return Panache.withTransaction(
                () ->
                        lock().chain(() -> each(declared.apis(), this::write))
                                // applications refer to APIs
                                .chain(Panache::flush)
                                .chain(() -> each(declared.applications(), this::write))
                                .chain(
                                        () ->
                                                each(
                                                        declared.users(),
                                                        user -> write(user, passwords))));
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
                                                        stored(
                                                                new ClientSecret(
                                                                        credential.clientSecret()));
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
                            it.secret = declared.secret().map(this::stored).orElse(null);
                            it.redirectUris = declared.redirectUriArray();
                            it.scopes = declared.scopeArray();
                            it.grantTypes = declared.grantTypeArray();
                            it.defaultApi = declared.defaultApi();
                            it.requiresConsent = declared.requiresConsent();
                            it.requiresPkce = declared.requiresPkce();
                            it.enabled = found == null || found.enabled;
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
                            user.emailVerified = Boolean.TRUE.equals(declared.emailVerified());
                            user.roles = declared.roleArray();
                            return user.persist();
                        });
    }

    private static UserEntity newUser(
            DeclaredUser declared, Map<DeclaredUser, PasswordHash> passwords) {
        UserEntity user = new UserEntity();
        user.id = UUID.randomUUID();
        user.email = declared.email();
        user.passwordHash = Objects.requireNonNull(passwords.get(declared)).phc();
        user.passwordVersion = 1;
        user.enabled = true;
        return user;
    }

    private byte[] stored(ClientSecret secret) {
        return StoredSecret.of(secret, keys).bytes();
    }
}

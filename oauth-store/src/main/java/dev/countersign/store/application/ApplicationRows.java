package dev.countersign.store.application;

import static dev.countersign.store.postgres.Columns.instant;
import static dev.countersign.store.postgres.Columns.millis;
import static dev.countersign.store.postgres.Columns.optionalBytes;
import static dev.countersign.store.postgres.Columns.optionalText;
import static dev.countersign.store.postgres.Columns.texts;

import dev.countersign.clients.Api;
import dev.countersign.clients.Application;
import dev.countersign.clients.ApplicationType;
import dev.countersign.clients.Applications;
import dev.countersign.clients.FormerSecret;
import dev.countersign.clients.Lifetimes;
import dev.countersign.clients.RegisteredScope;
import dev.countersign.clients.StoredSecret;
import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.DialectIssuer;
import dev.countersign.protocol.GrantType;
import dev.countersign.protocol.Origin;
import dev.countersign.protocol.RedirectUri;
import dev.countersign.protocol.ResponseType;
import dev.countersign.protocol.Scope;
import dev.countersign.store.postgres.Postgres;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/** Applications and APIs as they are registered in PostgreSQL. */
@Singleton
public final class ApplicationRows implements Applications {

    private static final String FIND =
            """
            select a.*, date_trunc('milliseconds', transaction_timestamp()) as read_at,
              array(select coalesce(s.api, '') from unnest(a.scopes) with ordinality n (name, i)
                    left join api_scopes s using (name) order by i) as scope_apis,
              array(select coalesce(s.sentence, '') from unnest(a.scopes) with ordinality n (name, i)
                    left join api_scopes s using (name) order by i) as scope_sentences,
              (extract(epoch from code_lifetime) * 1000)::bigint as code_millis,
              (extract(epoch from access_token_lifetime) * 1000)::bigint as access_token_millis,
              (extract(epoch from grant_lifetime) * 1000)::bigint as grant_millis,
              (extract(epoch from grant_idle_limit) * 1000)::bigint as idle_millis,
              (extract(epoch from refresh_window) * 1000)::bigint as window_millis
            from applications a where a.client_id = $1
            """;

    private static final String FIND_API =
            """
            select identifier, introspection_client_id, introspection_secret from apis
            where introspection_client_id = $1 and introspection_secret is not null and enabled
            """;

    private static final String ORIGINS =
            "select distinct redirect_uris, cors_origins from applications where enabled";

    private final Postgres postgres;

    public ApplicationRows(Postgres postgres) {
        this.postgres = postgres;
    }

    @Override
    public Uni<Optional<Application>> find(ClientId id) {
        return postgres.row(FIND, id).map(row -> row.map(ApplicationRows::application));
    }

    @Override
    public Uni<Set<Origin>> origins() {
        return postgres.execute(ORIGINS)
                .map(
                        rows ->
                                StreamSupport.stream(rows.spliterator(), false)
                                        .map(
                                                row ->
                                                        Application.origins(
                                                                uris(row, "redirect_uris"),
                                                                origins(row)))
                                        .flatMap(Set::stream)
                                        .collect(Collectors.toUnmodifiableSet()));
    }

    @Override
    public Uni<Optional<Api>> findApi(ClientId introspectionClient) {
        return postgres.row(FIND_API, introspectionClient)
                .map(row -> row.map(ApplicationRows::api));
    }

    private static Application application(Row row) {
        return new Application(
                new ClientId(row.getString("client_id")),
                row.getString("name"),
                ApplicationType.of(row.getString("type")),
                optionalBytes(row, "secret").map(StoredSecret::ofBytes),
                optionalBytes(row, "previous_secret")
                        .map(StoredSecret::ofBytes)
                        .map(it -> new FormerSecret(it, instant(row, "previous_secret_until"))),
                row.getBoolean("secret_is_optional"),
                uris(row, "redirect_uris"),
                uris(row, "post_logout_redirect_uris"),
                scopes(row),
                texts(row, "grant_types").stream()
                        .flatMap(word -> GrantType.of(word).stream())
                        .collect(Collectors.toSet()),
                texts(row, "response_types").stream()
                        .flatMap(words -> ResponseType.of(words).stream())
                        .collect(Collectors.toSet()),
                optionalText(row, "default_api"),
                row.getBoolean("requires_consent"),
                row.getBoolean("requires_pkce"),
                row.getBoolean("members_only"),
                origins(row),
                Optional.of(new DialectIssuer(row.getString("dialect_issuer")))
                        .filter(it -> row.getBoolean("dialect")),
                StoredSecurity.read(row.getJsonObject("security")),
                new Lifetimes(
                        millis(row, "code_millis"),
                        millis(row, "access_token_millis"),
                        millis(row, "grant_millis"),
                        Optional.ofNullable(row.getLong("idle_millis")).map(Duration::ofMillis),
                        millis(row, "window_millis")),
                row.getBoolean("enabled"),
                instant(row, "read_at"));
    }

    private static Set<RedirectUri> uris(Row row, String column) {
        return texts(row, column).stream()
                .map(RedirectUri::new)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Set<Origin> origins(Row row) {
        return texts(row, "cors_origins").stream()
                .map(Origin::new)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static List<RegisteredScope> scopes(Row row) {
        List<String> names = texts(row, "scopes");
        List<String> apis = texts(row, "scope_apis");
        List<String> sentences = texts(row, "scope_sentences");
        return IntStream.range(0, names.size())
                .mapToObj(
                        i ->
                                new RegisteredScope(
                                        new Scope(names.get(i)),
                                        unlessEmpty(apis.get(i)),
                                        unlessEmpty(sentences.get(i))))
                .toList();
    }

    private static Optional<String> unlessEmpty(String text) {
        return Optional.of(text).filter(it -> !it.isEmpty());
    }

    private static Api api(Row row) {
        return new Api(
                row.getString("identifier"),
                new ClientId(row.getString("introspection_client_id")),
                StoredSecret.ofBytes(optionalBytes(row, "introspection_secret").orElseThrow()));
    }
}

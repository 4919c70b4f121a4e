package dev.countersign.store.health;

import dev.countersign.store.postgres.Postgres;
import dev.countersign.store.redis.RedisStore;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Command;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready while PostgreSQL has this build's schema and Redis answers. Services never migrate. */
@Readiness
@Singleton
final class SchemaCheck implements AsyncHealthCheck {

    /** The newest migration of module {@code schema}; a test compares them. */
    static final String VERSION = "1";

    private static final String INSTALLED =
            """
            select version from flyway_schema_history
            where success and version is not null order by installed_rank desc limit 1
            """;

    private final Postgres postgres;
    private final RedisStore redis;

    SchemaCheck(Postgres postgres, RedisStore redis) {
        this.postgres = postgres;
        this.redis = redis;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return Uni.combine()
                .all()
                .unis(schema(), redisAnswers())
                .with(SchemaCheck::response)
                .onFailure()
                .recoverWithItem(
                        failure -> named().down().withData("failure", failure.toString()).build());
    }

    private Uni<String> schema() {
        return postgres.row(INSTALLED).map(row -> row.map(it -> it.getString(0)).orElse("none"));
    }

    private Uni<Boolean> redisAnswers() {
        return redis.send(Command.PING).map(answer -> answer.isPresent());
    }

    private static HealthCheckResponse response(String schema, boolean redisAnswers) {
        return named().status(schema.equals(VERSION) && redisAnswers)
                .withData("schema", schema)
                .withData("schema of this build", VERSION)
                .withData("redis", redisAnswers)
                .build();
    }

    private static HealthCheckResponseBuilder named() {
        return HealthCheckResponse.named("stores");
    }
}

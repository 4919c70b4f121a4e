package dev.countersign.store.health;

import dev.countersign.store.postgres.Postgres;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready while PostgreSQL has this build's schema. Services never migrate. */
@Readiness
@Singleton
final class SchemaCheck implements AsyncHealthCheck {

    /** The newest migration of module {@code schema}; a test compares them. */
    static final String VERSION = "9";

    private static final String INSTALLED =
            """
            select version from flyway_schema_history
            where success and version is not null order by installed_rank desc limit 1
            """;

    private final Postgres postgres;

    SchemaCheck(Postgres postgres) {
        this.postgres = postgres;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return postgres.row(INSTALLED)
                .map(row -> row.map(it -> it.getString(0)).orElse("none"))
                .map(SchemaCheck::response)
                .onFailure()
                .recoverWithItem(
                        failure -> named().down().withData("failure", failure.toString()).build());
    }

    private static HealthCheckResponse response(String schema) {
        return named().status(schema.equals(VERSION))
                .withData("schema", schema)
                .withData("schema of this build", VERSION)
                .build();
    }

    private static HealthCheckResponseBuilder named() {
        return HealthCheckResponse.named("PostgreSQL");
    }
}

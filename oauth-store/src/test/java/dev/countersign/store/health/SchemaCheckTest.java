package dev.countersign.store.health;

import static dev.countersign.store.Stores.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.store.Stores;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;

class SchemaCheckTest {

    @Test
    void aServiceIsReadyOnlyWithThisBuildsSchema() {
        Stores stores = Stores.shared();
        SchemaCheck check = new SchemaCheck(stores.postgres);
        assertThat(await(check.call()).getStatus()).isEqualTo(Status.UP);

        stores.sql(
                "update flyway_schema_history set version = '999' where version = '%s'"
                        .formatted(SchemaCheck.VERSION));
        try {
            assertThat(await(check.call()).getStatus()).isEqualTo(Status.DOWN);
        } finally {
            stores.sql(
                    "update flyway_schema_history set version = '%s' where version = '999'"
                            .formatted(SchemaCheck.VERSION));
        }
    }
}

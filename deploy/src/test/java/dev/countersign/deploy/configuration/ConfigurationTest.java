package dev.countersign.deploy.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationTest {

    private static Configuration configuration;

    @BeforeAll
    static void read() throws IOException {
        configuration = Configuration.of(Path.of("..").toAbsolutePath().normalize());
    }

    /** As Quarkus builds the services: it registers the mappings that a living bean is given. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    countersign.issuer                         | auth token userinfo revocation
                    countersign.server-keys.file               | auth token userinfo revocation
                    countersign.key-encryption-key.file        | auth token userinfo revocation
                    countersign.store.timeout                  | auth token userinfo revocation
                    countersign.application-cache.heard        | auth token userinfo revocation
                    countersign.outgoing.proxy                 | auth token revocation
                    countersign.signing-keys.kept              | auth token
                    countersign.tokens.longest-access-token    | auth token
                    countersign.declarations                   | auth
                    countersign.bootstrap-secret-file          | auth
                    countersign.revocation.topic.partitions    | revocation
                    countersign.revocation.feed.most-waiting   | revocation
                    countersign.resource-server.issuer         | resource-api
                    quarkus.redis.hosts                        | auth token userinfo revocation
                    quarkus.datasource.reactive.url            | auth token userinfo revocation resource-api
                    kafka.bootstrap.servers                    | auth token userinfo revocation resource-api
                    """)
    void aServiceReadsWhatItsBeansAreGivenAndNothingElse(String key, String readers) {
        Set<String> found =
                configuration.services().stream()
                        .filter(it -> configuration.knows(it, key))
                        .map(it -> it.replace("-service", ""))
                        .collect(Collectors.toSet());

        assertThat(found).containsExactlyInAnyOrder(readers.split(" "));
    }

    @Test
    void aMisspeltKeyIsNotKnown() {
        assertThat(configuration.knows("auth-service", "countersign.isuer")).isFalse();
        assertThat(configuration.knows("auth-service", "countersign.server-keys")).isFalse();
        assertThat(configuration.knows("auth-service", "countersign.issuer[0]")).isFalse();
        assertThat(configuration.knows("auth-service", "quarkus.datasource.pasword")).isFalse();
        assertThat(configuration.knowsVariable("auth-service", "COUNTERSIGN_ISUER")).isFalse();
        assertThat(configuration.knowsVariable("auth-service", "countersign.issuer")).isFalse();
    }

    @Test
    void aVariableIsKnownWhereItsKeyIs() {
        assertThat(configuration.knowsVariable("auth-service", "COUNTERSIGN_ISSUER")).isTrue();
        assertThat(configuration.knowsVariable("resource-api", "COUNTERSIGN_ISSUER")).isFalse();
        assertThat(
                        configuration.knowsVariable(
                                "resource-api", "COUNTERSIGN_RESOURCE_SERVER_DIALECT_ATM_AUDIENCE"))
                .isTrue();
        assertThat(configuration.knowsVariable("auth-service", "COUNTERSIGN_DECLARATIONS_0_"))
                .isTrue();
    }

    @Test
    void theMigrationReadsTheEnvironmentAlone() {
        assertThat(configuration.required("schema"))
                .containsExactly("COUNTERSIGN_DB_USER", "COUNTERSIGN_JDBC_URL");
        assertThat(configuration.knowsVariable("schema", "COUNTERSIGN_DB_PASSWORD_FILE")).isTrue();
        assertThat(configuration.knowsVariable("schema", "COUNTERSIGN_JDBC_URL")).isTrue();
        assertThat(configuration.knowsVariable("auth-service", "COUNTERSIGN_JDBC_URL")).isFalse();
        assertThat(configuration.knowsVariable("schema", "COUNTERSIGN_ISSUER")).isFalse();
    }

    @Test
    void aProgramDoesNotStartWithoutWhatIsRequired() {
        Set<String> ofTheServer =
                Set.of(
                        "countersign.issuer",
                        "countersign.key-encryption-key.file",
                        "countersign.server-keys.file",
                        "quarkus.datasource.reactive.url",
                        "quarkus.redis.hosts");

        assertThat(configuration.required("token-service")).isEqualTo(new TreeSet<>(ofTheServer));
        assertThat(configuration.required("resource-api"))
                .containsExactly(
                        "countersign.resource-server.audience",
                        "countersign.resource-server.issuer",
                        "quarkus.datasource.reactive.url");
    }

    @Test
    void thereIsNoOtherProgram() {
        assertThatThrownBy(() -> configuration.knows("token-servce", "countersign.issuer"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void everySettingIsNamedOnceInAProgram() {
        for (String service : configuration.services()) {
            assertThat(
                            configuration.groups().stream()
                                    .filter(it -> it.readers().contains(service))
                                    .flatMap(it -> it.settings().stream())
                                    .map(Setting::key))
                    .doesNotHaveDuplicates();
        }
    }
}

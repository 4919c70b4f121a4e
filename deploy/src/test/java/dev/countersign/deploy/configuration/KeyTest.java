package dev.countersign.deploy.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KeyTest {

    private static final Key DIALECT = new Key("countersign.resource-server.dialect.<name>.issuer");
    private static final Key LOG = new Key("quarkus.log.category.\"<category>\".level");
    private static final Key DECLARATIONS = new Key("countersign.declarations");

    @Test
    void aVariableIsTheKeyInUpperCaseWithUnderscores() {
        assertThat(new Key("countersign.server-keys.file").variable())
                .isEqualTo("COUNTERSIGN_SERVER_KEYS_FILE");
        assertThat(DIALECT.variable())
                .isEqualTo("COUNTERSIGN_RESOURCE_SERVER_DIALECT_<NAME>_ISSUER");
        assertThat(LOG.variable()).isEqualTo("QUARKUS_LOG_CATEGORY__<CATEGORY>__LEVEL");
    }

    @Test
    void aNameOfTheOperatorsIsOneSegment() {
        assertThat(DIALECT.matches("countersign.resource-server.dialect.demo.issuer")).isTrue();
        assertThat(DIALECT.matches("countersign.resource-server.dialect.\"a.b\".issuer")).isTrue();
        assertThat(DIALECT.matches("countersign.resource-server.dialect.a.b.issuer")).isFalse();
        assertThat(DIALECT.matches("countersign.resource-server.dialect..issuer")).isFalse();
        assertThat(DIALECT.matches("countersign.resource-server.dialect.demo")).isFalse();
    }

    @Test
    void withinQuotesItHasDots() {
        assertThat(LOG.matches("quarkus.log.category.\"org.apache.kafka\".level")).isTrue();
        assertThat(LOG.matches("quarkus.log.category.org.apache.kafka.level")).isFalse();
        assertThat(LOG.matches("quarkus.log.category.\"a\".b.\"c\".level")).isFalse();
    }

    @Test
    void aVariableHasTheNameInUpperCase() {
        assertThat(DIALECT.matchesVariable("COUNTERSIGN_RESOURCE_SERVER_DIALECT_DEMO_ISSUER"))
                .isTrue();
        assertThat(DIALECT.matchesVariable("COUNTERSIGN_RESOURCE_SERVER_DIALECT_demo_ISSUER"))
                .isFalse();
        assertThat(LOG.matchesVariable("QUARKUS_LOG_CATEGORY__ORG_APACHE_KAFKA__LEVEL")).isTrue();
        assertThat(LOG.matchesVariable("QUARKUS_LOG_CATEGORY_KAFKA_LEVEL")).isFalse();
    }

    @Test
    void aDotStandsForNothingElse() {
        assertThat(DECLARATIONS.matches("countersign-declarations")).isFalse();
    }

    @Test
    void anElementOfAListHasANumber() {
        assertThat(DECLARATIONS.matchesElement("countersign.declarations[10]")).isTrue();
        assertThat(DECLARATIONS.matchesElement("countersign.declarations[]")).isFalse();
        assertThat(DECLARATIONS.matchesElement("countersign.declarations[x]")).isFalse();
        assertThat(DECLARATIONS.matchesElement("countersign.declaration[1]")).isFalse();
        assertThat(DECLARATIONS.matchesVariableOfElement("COUNTERSIGN_DECLARATIONS_0_")).isTrue();
        assertThat(DECLARATIONS.matchesVariableOfElement("COUNTERSIGN_DECLARATIONS_0")).isFalse();
        assertThat(DECLARATIONS.matchesVariableOfElement("COUNTERSIGN_DECLARATIONS_X_")).isFalse();
    }
}

package dev.countersign.resourceserver;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** A servlet or Spring application uses the core without bringing Quarkus along. */
class ArchitectureTest {

    private static final String EDGE = "dev.countersign.resourceserver.jaxrs..";
    private static final JavaClasses CODE =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("dev.countersign.resourceserver");

    @Test
    void theCoreKnowsNoFramework() {
        noClasses()
                .that()
                .resideOutsideOfPackages(EDGE, "dev.countersign.resourceserver.micrometer..")
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages(
                        "java..",
                        "org.jspecify..",
                        "com.fasterxml.jackson..",
                        "org.jose4j..",
                        "org.apache.kafka..",
                        "dev.countersign.resourceserver..")
                .check(CODE);
    }

    @Test
    void theCoreDoesNotKnowItsEdges() {
        noClasses()
                .that()
                .resideOutsideOfPackages(EDGE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(EDGE)
                .check(CODE);
        noClasses()
                .that()
                .resideOutsideOfPackages(EDGE, "dev.countersign.resourceserver.micrometer..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.countersign.resourceserver.micrometer..", "io.micrometer..")
                .check(CODE);
    }
}

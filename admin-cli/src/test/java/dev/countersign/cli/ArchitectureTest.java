package dev.countersign.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** A program of its own: what it knows of the server is its public contract. */
class ArchitectureTest {

    private static final JavaClasses CODE =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("dev.countersign.cli");

    @Test
    void itStandsOnJavaPicocliAndJacksonAlone() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages(
                        "java..",
                        "com.sun.net.httpserver..",
                        "org.jspecify..",
                        "com.fasterxml.jackson..",
                        "picocli..",
                        "dev.countersign.cli..")
                .check(CODE);
    }

    /** Whoever prints, decides what is shown; whoever sends, what leaves the machine. */
    @Test
    void onlyTheTerminalPrintsAndOnlyTheWireSends() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.countersign.cli.terminal..")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethod(System.class, "console")
                .check(CODE);
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.countersign.cli.http..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.net.http..")
                .check(CODE);
    }

    @Test
    void noTwoPackagesKnowEachOther() {
        slices().matching("dev.countersign.cli.(*)..").should().beFreeOfCycles().check(CODE);
    }
}

package dev.countersign.token;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** The shape of the code, for this service and the modules that it stands on. */
final class ArchitectureTest {

    private static final JavaClasses CODE =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("dev.countersign");

    @Test
    void onlyResourcesMappersAndFiltersKnowHttp() {
        noClasses()
                .that(not(simpleNameEndingWith("Resource")))
                .and(not(simpleNameEndingWith("Mapper")))
                .and(not(simpleNameEndingWith("Filter")))
                // what reads requests and writes refusals for all of them
                .and(not(resideInAnyPackage("dev.countersign.web..")))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta.ws.rs..", "io.vertx.core.http..")
                .check(CODE);
    }

    @Test
    void storesAreSpokenToInOauthStoreOnly() {
        noClasses()
                .that(not(resideInAnyPackage("dev.countersign.store..")))
                .and(
                        not(
                                resideInAnyPackage(
                                        "dev.countersign.schema..", "dev.countersign.embedded..")))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.vertx..sqlclient..", "io.vertx..redis..", "java.sql..")
                .check(CODE);
    }

    @Test
    void theWordsOfTheRfcsKnowNoFramework() {
        noClasses()
                .that(resideInAnyPackage("dev.countersign.protocol.."))
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages(
                        "java..", "javax.crypto..", "org.jspecify..", "dev.countersign.protocol..")
                .check(CODE);
    }

    @Test
    void sharedModulesDoNotKnowTheServices() {
        noClasses()
                .that(not(resideInAnyPackage("dev.countersign.token..")))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.countersign.token..")
                .check(CODE);
    }

    @Test
    void nothingIsInjectedIntoFields() {
        fields().should().notBeAnnotatedWith(Inject.class).check(CODE);
    }

    @Test
    void nobodyIsCalledManagerHelperOrUtils() {
        classes()
                .should()
                .haveNameNotMatching(".*(Manager|Helper|Utils?|Impl|Facade|Dto)")
                .check(CODE);
    }
}

package dev.countersign.deploy.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModulesTest {

    @TempDir Path project;

    @Test
    void aModuleRunsWithWhatItsModulesNeedButNotWithWhatTheyAreTestedWith() throws IOException {
        pom("service", "<artifactId>store</artifactId>", "<artifactId>web</artifactId>");
        pom(
                "store",
                "<artifactId>redis-client</artifactId>",
                "<artifactId>schema</artifactId><scope>test</scope>",
                "<artifactId>annotations</artifactId><scope>provided</scope>");
        pom("schema");

        Modules modules = Modules.of(project);

        assertThat(modules.runningIn("service"))
                .containsExactlyInAnyOrder("service", "store", "web", "redis-client");
        assertThat(modules.modulesIn("service")).containsExactlyInAnyOrder("service", "store");
    }

    private void pom(String module, String... dependencies) throws IOException {
        StringBuilder pom = new StringBuilder("<project><dependencies>");
        for (String dependency : dependencies) {
            pom.append("<dependency>").append(dependency).append("</dependency>");
        }
        Path folder = Files.createDirectories(project.resolve(module));
        Files.writeString(
                folder.resolve("pom.xml"), pom.append("</dependencies></project>").toString());
    }
}

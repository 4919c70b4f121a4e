package dev.countersign.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code ./countersign}, run by the shell of this machine. */
class ScriptTest {

    private static final Path SCRIPT = Path.of("..", "countersign").toAbsolutePath().normalize();

    /** A df that finds 97 MB free, in the form of POSIX. */
    private static final String FULL_DISK =
            """
            #!/bin/sh
            echo "Filesystem 1024-blocks Used Available Capacity Mounted on"
            echo "/dev/full 102400 3072 99328 4% /"
            """;

    @TempDir private Path folder;

    private record Ended(int status, String output) {}

    @Test
    void helpNamesEveryCommand() throws Exception {
        Ended help = run(Map.of(), "help");

        assertThat(help.status()).isZero();
        assertThat(help.output())
                .contains(
                        "up ",
                        "down",
                        "status",
                        "logs",
                        "demo",
                        "admin ",
                        "benchmark",
                        "test",
                        "reset",
                        "help");
        assertThat(run(Map.of(), "frobnicate").status()).isEqualTo(2);
    }

    @Test
    void aNewJdkIsFoundThoughTheConfiguredOneIsOld() throws Exception {
        Path old = jdk("jvm/jdk-17", "17.0.15");
        Path wanted = jdk("jvm/jdk-25", "25");

        Ended found =
                run(
                        Map.of(
                                "JAVA_HOME", old.toString(),
                                "COUNTERSIGN_JDK_FOLDERS", folder.resolve("jvm").toString()),
                        "jdk");

        assertThat(found.output()).isEqualTo(wanted + "\n");
    }

    @Test
    void theConfiguredJdkComesFirst() throws Exception {
        Path configured = jdk("mine", "26.0.1");
        jdk("jvm/jdk-25", "25");

        Ended found =
                run(
                        Map.of(
                                "JAVA_HOME", configured.toString(),
                                "COUNTERSIGN_JDK_FOLDERS", folder.resolve("jvm").toString()),
                        "jdk");

        assertThat(found.output()).isEqualTo(configured + "\n");
    }

    @Test
    void withoutANewJdkItSaysWhatToInstall() throws Exception {
        Path old = jdk("jvm/jdk-17", "17.0.15");
        Files.createDirectories(folder.resolve("bin"));
        Files.createSymbolicLink(folder.resolve("bin/java"), old.resolve("bin/java"));

        Ended ended =
                run(
                        Map.of(
                                "JAVA_HOME", old.toString(),
                                "PATH", folder.resolve("bin") + ":/usr/bin:/bin",
                                "COUNTERSIGN_JDK_FOLDERS", folder.resolve("jvm").toString()),
                        "test");

        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.output()).contains("no JDK 25 or newer", "JAVA_HOME");
    }

    @Test
    void aFullDiskIsNamedBeforeAnythingIsBuilt() throws Exception {
        Path tools = Files.createDirectories(folder.resolve("bin"));
        Path df = Files.writeString(tools.resolve("df"), FULL_DISK);
        Files.setPosixFilePermissions(df, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path state = folder.resolve("state");

        Ended ended =
                run(
                        Map.of(
                                "JAVA_HOME", jdk("jdk-25", "25").toString(),
                                "PATH", tools + ":/usr/bin:/bin",
                                "COUNTERSIGN_STATE", state.toString()),
                        "up");

        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.output())
                .contains("only 97 MB are free on the disk of " + state)
                .doesNotContain("building");
    }

    @Test
    void whatTheTestsNeedIsNamedBeforeAnythingIsBuilt() throws Exception {
        Path tools = Files.createDirectories(folder.resolve("bin"));
        program("bin/apt-get");
        program("bin/mvn");

        Ended ended =
                run(
                        Map.of(
                                "JAVA_HOME", jdk("jdk-25", "25").toString(),
                                "PATH", tools + ":/usr/bin:/bin",
                                "APACHE", folder.resolve("apache2").toString(),
                                "APACHE_MODULES", folder.toString()),
                        "test");

        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.output())
                .contains("run: apt-get install -y")
                .endsWith(" apache2-bin libapache2-mod-auth-openidc\n");
    }

    @Test
    void imagesAreBuiltForTheTestsThatAskForThemAndNameNoOthers() throws Exception {
        Path script = Files.copy(SCRIPT, folder.resolve("countersign"));
        Files.createDirectories(folder.resolve("bin"));
        Files.createDirectories(folder.resolve("deploy/images"));
        for (String tool : List.of("mvn", "node", "npm", "chromium", "apache2")) {
            program("bin/" + tool);
        }
        program("bin/mod_auth_openidc.so");
        program("deploy/images/build");
        Files.writeString(
                folder.resolve("deploy/images/build"), "#!/bin/sh\necho \"images $*\"; exit 3\n");
        Map<String, String> environment =
                Map.of(
                        "JAVA_HOME", jdk("jdk-25", "25").toString(),
                        "PATH", folder.resolve("bin") + ":/usr/bin:/bin",
                        "APACHE", folder.resolve("bin/apache2").toString(),
                        "APACHE_MODULES", folder.resolve("bin").toString());

        Ended failed = run(script, environment, "test", "-Dstack=containers");
        assertThat(failed.status()).isEqualTo(3);
        assertThat(failed.output()).isEqualTo("images --untrained\n");
        assertThat(run(script, environment, "test", "-Dtrained", "-Dstack=containers").output())
                .isEqualTo("images \n");
        assertThat(
                        run(
                                        script,
                                        environment,
                                        "test",
                                        "-Dstack=containers",
                                        "-Dstack.images=other/%s:1")
                                .output())
                .isEmpty();
        assertThat(run(script, environment, "test").output()).isEmpty();
    }

    @Test
    void anErrorIdIsFoundInWhateverLogHasIt() throws Exception {
        Files.createDirectories(folder.resolve("state/logs"));
        Files.writeString(
                folder.resolve("state/logs/auth-service.log"), "a line\nerror_id=4711 refused\n");
        Files.writeString(folder.resolve("state/logs/gateway.log"), "another line\n");
        Map<String, String> state = Map.of("COUNTERSIGN_STATE", folder.resolve("state").toString());

        assertThat(run(state, "logs", "4711").output()).endsWith("error_id=4711 refused\n");
        assertThat(run(state, "logs", "gateway").output()).isEqualTo("another line\n");
        assertThat(run(state, "logs", "gateway", "4711").status()).isEqualTo(1);
    }

    @Test
    void resetAsksFirst() throws Exception {
        Path state = Files.createDirectories(folder.resolve("state/data"));
        Map<String, String> environment =
                Map.of("COUNTERSIGN_STATE", folder.resolve("state").toString());

        assertThat(run(environment, "reset").status()).isEqualTo(1);
        assertThat(state).exists();
        assertThat(run(environment, "reset", "--yes").status()).isZero();
        assertThat(state).doesNotExist();
    }

    private Path jdk(String name, String version) throws IOException {
        Path home = folder.resolve(name);
        Files.createDirectories(home.resolve("bin"));
        for (String program : List.of("java", "javac")) {
            program(name + "/bin/" + program);
        }
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        return home;
    }

    private void program(String name) throws IOException {
        Path file = Files.createFile(folder.resolve(name));
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private static Ended run(Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        return run(SCRIPT, environment, arguments);
    }

    private static Ended run(Path script, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("sh", script.toString());
        builder.command().addAll(List.of(arguments));
        builder.environment().putAll(environment);
        Process process = builder.redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), output);
    }
}

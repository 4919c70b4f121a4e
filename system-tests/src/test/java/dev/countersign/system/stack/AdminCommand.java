package dev.countersign.system.stack;

import com.nimbusds.jose.util.JSONObjectUtils;
import dev.countersign.desktop.browser.HeadlessBrowser;
import dev.countersign.desktop.browser.Landing;
import dev.countersign.desktop.browser.Person;
import dev.countersign.desktop.http.Listener;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** {@code countersign-admin} as it is packaged, with a config folder of its own. */
public record AdminCommand(RunningStack stack, Path folder, Map<String, String> variables) {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    public AdminCommand(RunningStack stack, Path folder) {
        this(stack, folder, Map.of());
    }

    /** The same with more in its environment: names and values in turn. */
    public AdminCommand with(String name, String value, String otherName, String otherValue) {
        return new AdminCommand(stack, folder, Map.of(name, value, otherName, otherValue));
    }

    public ChildProcess run(String... arguments) throws IOException, InterruptedException {
        return runWith("", arguments);
    }

    /** With something at standard input. */
    public ChildProcess runWith(String input, String... arguments)
            throws IOException, InterruptedException {
        Path typed = Files.writeString(folder.resolve("stdin"), input);
        return ChildProcess.run(
                new ProcessBuilder(line(arguments)).redirectInput(typed.toFile()),
                environment(),
                LIMIT);
    }

    /** What the server answered. */
    public Map<String, Object> json(String input, String... arguments) throws Exception {
        var line = new ArrayList<>(List.of(arguments));
        line.add("--json");
        ChildProcess run = runWith(input, line.toArray(String[]::new));
        try {
            return JSONObjectUtils.parse(run.output());
        } catch (ParseException notJson) {
            throw new AssertionError(run.status() + " " + run.output(), notJson);
        }
    }

    /** The person goes to the page that the command names, and ends where it sends them. */
    public Landing.Page signIn(Person person) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(line("login", "--no-browser", "--port", "0"));
        builder.environment().putAll(environment());
        Process login = builder.start();
        try (BufferedReader said = login.errorReader()) {
            URI page =
                    said.lines()
                            .map(String::strip)
                            .filter(it -> it.contains("/oauth2/authorize?"))
                            .map(URI::create)
                            .findFirst()
                            .orElseThrow(() -> new AssertionError("no page to sign in at"));
            Landing.Page landing =
                    new HeadlessBrowser(person, Listener.none()).visit(page, exit -> false);
            String rest = String.join("\n", said.lines().toList());
            if (!login.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS) || login.exitValue() != 0) {
                throw new AssertionError("not signed in: " + landing + " " + rest);
            }
            return landing;
        } finally {
            login.destroyForcibly();
        }
    }

    private static List<String> line(String... arguments) {
        var line = new ArrayList<String>();
        line.add(Project.module("admin-cli").resolve("target/bin/countersign-admin").toString());
        line.addAll(List.of(arguments));
        return line;
    }

    private Map<String, String> environment() {
        var environment = new HashMap<>(variables);
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("COUNTERSIGN_CONFIG", folder.resolve("config").toString());
        environment.put("COUNTERSIGN_ISSUER", stack.issuer());
        return environment;
    }
}

package dev.countersign.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** PostgreSQL, reached by password over TCP only. Each database has an owner of its own. */
public final class PostgresServer implements Server {

    private final Path folder;
    private final Path data;
    private final int port;
    private final String password;
    private final Durability durability;
    private final ServerProcess server;
    private final Unprivileged unprivileged = Unprivileged.detect();

    /**
     * @param folder holds the data; must be the same at the next start
     * @param password of the superuser {@code postgres}, fixed when the data is first made
     */
    public PostgresServer(Path folder, Path log, int port, String password, Durability durability) {
        this.folder = folder.toAbsolutePath();
        this.data = this.folder.resolve("data");
        this.port = port;
        this.password = password;
        this.durability = durability;
        this.server = new ServerProcess("PostgreSQL", log);
    }

    @Override
    public String name() {
        return "postgres";
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public void start(Consumer<ProcessHandle> spawned) {
        initialize();
        server.start(unprivileged.command(serverCommand()), spawned, this::answers);
    }

    @Override
    public void stop() {
        // a plain SIGTERM would wait until the last client has left
        server.stop(() -> Commands.run(unprivileged.command(stopCommand())));
    }

    @Override
    public void kill() {
        server.kill();
    }

    @Override
    public ProcessHandle process() {
        return server.process().toHandle();
    }

    /** Makes the database and its owner unless they exist, and gives the owner this password. */
    public Database database(String name, String ownerPassword) {
        return superuser().another(name, ownerPassword);
    }

    private void initialize() {
        if (Files.exists(data.resolve("PG_VERSION"))) {
            return;
        }
        try {
            // moved into place when complete: an interrupted first start leaves nothing half-made
            Path fresh = folder.resolve("data.new");
            Trees.delete(fresh);
            Files.createDirectories(fresh);
            Path passwordFile = Secrets.write(folder.resolve("password"), password);
            try {
                unprivileged.handOver(folder);
                Commands.run(unprivileged.command(initCommand(fresh, passwordFile)));
            } finally {
                Files.delete(passwordFile);
            }
            Files.move(fresh, data, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new ServerFailure("cannot prepare " + data, e);
        }
    }

    private List<String> initCommand(Path fresh, Path passwordFile) {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                program("initdb"),
                                "--pgdata=" + fresh,
                                "--username=postgres",
                                "--pwfile=" + passwordFile,
                                "--auth=scram-sha-256",
                                "--encoding=UTF8",
                                "--locale-provider=builtin",
                                "--builtin-locale=C.UTF-8",
                                "--no-locale"));
        if (durability == Durability.PROCESS_ONLY) {
            command.add("--no-sync");
        }
        return command;
    }

    private List<String> serverCommand() {
        List<String> command = new ArrayList<>(List.of(program("postgres"), "-D", data.toString()));
        setting(command, "port", Integer.toString(port));
        setting(command, "listen_addresses", "127.0.0.1");
        setting(command, "unix_socket_directories", "");
        setting(command, "max_connections", "200");
        setting(command, "timezone", "UTC");
        setting(command, "log_timezone", "UTC");
        if (durability == Durability.PROCESS_ONLY) {
            setting(command, "fsync", "off");
            setting(command, "full_page_writes", "off");
        }
        return command;
    }

    private List<String> stopCommand() {
        return List.of(program("pg_ctl"), "stop", "--mode=fast", "--pgdata=" + data, "--silent");
    }

    private static void setting(List<String> command, String name, String value) {
        command.add("-c");
        command.add(name + "=" + value);
    }

    private static String program(String name) {
        return Installation.postgres().resolve("bin").resolve(name).toString();
    }

    private Database superuser() {
        return new Database(port, "postgres", "postgres", password);
    }

    private boolean answers() {
        try (Connection connection = superuser().connect()) {
            return connection.isValid(5);
        } catch (SQLException notYet) {
            return false;
        }
    }
}
